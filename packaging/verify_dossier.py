#!/usr/bin/env python3
"""Verifies a dossier of MerchantOps without MerchantOps: core/desk/DOSSIER.md as a program.

    verify_dossier.py case.json|case.pdf [--head HEX]

Says "ok" and the head, exit code 0; or what is wrong, exit code 4. Standard library only.
"""
import hashlib
import json
import re
import sys

STATUS = {"approve": "approved", "refuse": "refused", "ask": "asked", "escalate": "escalated",
          "snooze": "snoozed", "reopen": "open", "resume": "open"}
WITHOUT_EFFECT = {"note", "assign", "claim", "release", "tag", "untag"}


class Fault(Exception):
    pass


def number(value):
    return int(value).to_bytes(8, "little", signed=True)


def text(value):
    value = value.encode() if isinstance(value, str) else value
    return number(len(value)) + value


def digest(data):
    return hashlib.blake2b(data, digest_size=32).digest()


def fields(operation):
    undoes = operation["undoes"]
    return (number(operation["operation_id"]) + number(operation["at"]) +
            text(operation["operator"]) + text(operation["kind"]) + text(operation["payload"]) +
            number(0 if undoes is None else 1) + number(undoes or 0))


def link(previous, content):
    return digest(text("merchantops.link.2") + text(previous) + text(content))


def hash_of(operation, previous, first_form_allowed):
    """The hash of an operation in full, and whether it has the first form."""
    stated = bytes.fromhex(operation["hash"])
    present = link(previous, digest(text("merchantops.operation.2") + fields(operation)))
    if present == stated or not first_form_allowed:
        return present, False
    return digest(text("merchantops.operation.1") + fields(operation) + text(previous)), True


def others_by_number(stretches):
    others = {}
    for stretch in stretches:
        kind = "hashes" if "hashes" in stretch else "contents"
        values = stretch[kind]
        if len(values) != stretch["to"] - stretch["from"] + 1:
            raise Fault("operations %d to %d: %d digests" %
                        (stretch["from"], stretch["to"], len(values)))
        for place, value in enumerate(values):
            at = stretch["from"] + place
            if at in others:
                raise Fault("operation %d stands there twice" % at)
            others[at] = (kind, bytes.fromhex(value))
    return others


def walk(dossier):
    """Steps 1 to 3: the head that the chain reaches, and how many links were taken on trust."""
    own = {operation["operation_id"]: operation for operation in dossier["operations"]}
    if len(own) != len(dossier["operations"]) or not own:
        raise Fault("operations are missing or stand there twice")
    others = others_by_number(dossier["others"])
    first, last = min(own), dossier["ledger"]["operations"]
    if any(at < first or at > last for at in list(own) + list(others)):
        raise Fault("operations outside %d to %d" % (first, last))
    reached = bytes.fromhex(own[first]["previous"])
    first_form_allowed, trusted = True, 0
    for at in range(first, last + 1):
        if (at in own) == (at in others):
            raise Fault("operation %d is %s" % (at, "there twice" if at in own else "missing"))
        if at in own:
            operation = own[at]
            if bytes.fromhex(operation["previous"]) != reached:
                raise Fault("operation %d does not follow the one before" % at)
            reached, is_first = hash_of(operation, reached, first_form_allowed)
            first_form_allowed = first_form_allowed and is_first
            if reached != bytes.fromhex(operation["hash"]):
                raise Fault("operation %d was changed" % at)
        elif others[at][0] == "hashes":
            if not first_form_allowed:
                raise Fault("operation %d has no content" % at)
            reached, trusted = others[at][1], trusted + 1
        else:
            reached, first_form_allowed = link(reached, others[at][1]), False
    if reached.hex() != dossier["ledger"]["head"]:
        raise Fault("the chain ends at %s, not at the head" % reached.hex())
    return reached.hex(), trusted


def status_of(operations):
    """Step 4; None when an operation of an unknown kind touched the case."""
    by_number = {operation["operation_id"]: operation for operation in operations}
    standing = {}
    for operation in operations:
        family, _, verb = operation["kind"].partition(".")
        if operation["kind"] == "undo":
            standing.pop(operation["undoes"], None)
        elif operation["kind"] == "redo":
            target = by_number[operation["undoes"]]["undoes"]
            standing[target] = by_number[target]
        elif operation["kind"] == "cases.open" or (
                family in ("case", "bulk") and (verb in STATUS or verb in WITHOUT_EFFECT)):
            standing[operation["operation_id"]] = operation
        elif family != "message":
            return None
    status = None
    for at in sorted(standing):
        family, _, verb = standing[at]["kind"].partition(".")
        if family == "cases":
            status = "open"
        elif verb in STATUS:
            status = STATUS[verb]
    return status


def read(path):
    with open(path, "rb") as file:
        data = file.read()
    if data.startswith(b"%PDF-"):
        found = re.search(rb"/Type /EmbeddedFile[^>]*/Length (\d+)[^>]*>>\s*?stream\n", data)
        if not found:
            raise Fault("the PDF has no attachment; take the JSON beside it")
        data = data[found.end():found.end() + int(found.group(1))]
    dossier = json.loads(data)
    if dossier.get("format") != "merchantops.dossier.1":
        raise Fault("no dossier of a format known here")
    return dossier, digest(data)


def main(arguments):
    wanted = None
    if "--head" in arguments:
        at = arguments.index("--head")
        wanted = arguments[at + 1]
        arguments = arguments[:at] + arguments[at + 2:]
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        dossier, own_digest = read(arguments[0])
        head, trusted = walk(dossier)
        status = status_of(dossier["operations"])
        if status is not None and status != dossier["case"]["status"]:
            raise Fault("the operations lead to %s, the case says %s" %
                        (status, dossier["case"]["status"]))
        if wanted is not None and wanted != head:
            raise Fault("the head is %s, not %s" % (head, wanted))
    except Fault as fault:
        print("fault: %s" % fault)
        return 4
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        print("fault: not a dossier (%r)" % problem)
        return 4
    print("ok  case %s  %s  head %s  of %d operations  blake2b %s" %
          (dossier["case"]["case_id"], dossier["case"]["status"], head,
           dossier["ledger"]["operations"], own_digest.hex()))
    if trusted:
        print("%d links of the first form were taken on trust" % trusted)
    if status is None:
        print("an operation of another kind touched the case; its status was not computed")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
