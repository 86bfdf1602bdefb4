"""Runs benchmarks and their peers in one go and prints a table with ratios.

    /usr/bin/python3 tests/bench/compare.py build/release/tests [NAME …]

For every bench_NAME it runs the program, then peer_NAME.py on the data that the program wrote.
"""
import pathlib
import subprocess
import sys
import tempfile

here = pathlib.Path(__file__).parent
programs = pathlib.Path(sys.argv[1])
names = sys.argv[2:] or sorted(
    peer.stem.removeprefix("peer_") for peer in here.glob("peer_*.py"))


def lines(command):
    out = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    for text in out.splitlines():
        fields = text.split("\t")
        if len(fields) >= 4:
            yield fields[0], fields[1], fields[2], float(fields[3]), "".join(fields[4:5])


for name in names:
    with tempfile.TemporaryDirectory() as data:
        ours = list(lines([programs / f"bench_{name}", "--data", data]))
        peers = list(lines([sys.executable, here / f"peer_{name}.py", "--data", data]))
    for task, who, threads, seconds, note in ours:
        print(f"{task} | {who} | {threads} | {seconds:.4f} | | {note}")
        for peer_task, peer, peer_threads, peer_seconds, peer_note in peers:
            if (peer_task, peer_threads) == (task, threads):
                ratio = f"{peer_seconds / seconds:.1f}×" if seconds > 0 else ""
                print(f"{task} | {peer} | {peer_threads} | {peer_seconds:.4f} | {ratio} | {peer_note}")
