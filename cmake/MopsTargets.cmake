# What every target of the project shares: warnings as errors, ccache, sanitizers, and the verbs
# mops_library(), mops_embed() and mops_add_test().

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
    set(CMAKE_CXX_COMPILER_LAUNCHER
        ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=true
        ${CCACHE_PROGRAM})
endif()
find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM)
    add_link_options(-fuse-ld=mold)
endif()

set(MOPS_SANITIZE "" CACHE STRING "Sanitizers, for example address,undefined")
if(MOPS_SANITIZE)
    add_compile_options(-fsanitize=${MOPS_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${MOPS_SANITIZE})
endif()

add_library(mops_warnings INTERFACE)
target_compile_options(mops_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
    -Woverloaded-virtual -Wnon-virtual-dtor -Werror
    $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond -Wlogical-op>
    # GCC 12 reports these wrongly inside inlined std::string code at -O2 (GCC bug 105651).
    $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)

add_library(mops_qt_strict INTERFACE)
target_compile_definitions(mops_qt_strict INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_URL_CAST_FROM_STRING QT_NO_FOREACH QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_STRICT_ITERATORS QT_NO_CONTEXTLESS_CONNECT QT_DISABLE_DEPRECATED_BEFORE=0x060400)

# mops_embed(<target> <namespace> <function> FILES …): compiles text files into <target> as
# std::span<const mops::EmbeddedFile> <namespace>::<function>(), sorted by file name.
function(mops_embed target namespace function)
    cmake_parse_arguments(arg "" "" "FILES" ${ARGN})
    list(SORT arg_FILES)
    set(output ${CMAKE_CURRENT_BINARY_DIR}/embedded_${function}.cpp)
    add_custom_command(
        OUTPUT ${output}
        COMMAND ${CMAKE_COMMAND} "-DFILES=${arg_FILES}" -DOUTPUT=${output} -DNAMESPACE=${namespace}
                -DFUNCTION=${function} -P ${CMAKE_SOURCE_DIR}/cmake/embed.cmake
        DEPENDS ${arg_FILES} ${CMAKE_SOURCE_DIR}/cmake/embed.cmake
        VERBATIM)
    target_sources(${target} PRIVATE ${output})
endfunction()

# mops_add_test(<file without .cpp> LABEL <label> [LIBS …]): one test file, one executable, one
# ctest entry, in a fixed environment. MOPS_SHARED_DATA points to the real data sets if present.
function(mops_add_test source)
    cmake_parse_arguments(arg "" "LABEL" "LIBS" ${ARGN})
    get_filename_component(name ${source} NAME_WE)
    add_executable(${name} ${source})
    target_link_libraries(${name} PRIVATE ${arg_LIBS} mops_test_support mops_warnings mops_qt_strict Qt6::Test)
    set_target_properties(${name} PROPERTIES AUTOMOC ON RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
    add_test(NAME ${arg_LABEL}/${name} COMMAND ${name})
    set_tests_properties(${arg_LABEL}/${name} PROPERTIES
        LABELS ${arg_LABEL}
        TIMEOUT 300
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LANG=C.UTF-8;TZ=UTC;MOPS_CLI=${CMAKE_BINARY_DIR}/bin/merchantops-cli;MOPS_SOURCE_DIR=${CMAKE_SOURCE_DIR};MOPS_SHARED_DATA=${CMAKE_SOURCE_DIR}/../shared/data")
endfunction()
