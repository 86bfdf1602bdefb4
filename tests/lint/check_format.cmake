# Every C++ file is as clang-format writes it.
cmake_minimum_required(VERSION 3.25)
file(GLOB_RECURSE files ${SOURCE}/core/*.cpp ${SOURCE}/core/*.h ${SOURCE}/ui/*.cpp ${SOURCE}/ui/*.h
     ${SOURCE}/app/*.cpp ${SOURCE}/app/*.h ${SOURCE}/tests/*.cpp ${SOURCE}/tests/*.h)
execute_process(COMMAND ${CLANG_FORMAT} --dry-run -Werror ${files}
                RESULT_VARIABLE failed ERROR_VARIABLE said)
if(failed)
    string(SUBSTRING "${said}" 0 6000 said)
    message(FATAL_ERROR "Run clang-format -i on:\n${said}")
endif()
