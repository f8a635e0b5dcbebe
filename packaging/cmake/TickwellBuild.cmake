# SPDX-License-Identifier: GPL-3.0-or-later
# How every target of the project is compiled, and the functions that declare rooms and tests.
include_guard(GLOBAL)

macro(tickwell_setup)
    set(CMAKE_CXX_STANDARD 20)
    set(CMAKE_CXX_STANDARD_REQUIRED ON)
    set(CMAKE_CXX_EXTENSIONS OFF)
    set(CMAKE_AUTOMOC ON)
    set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
    set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
    # moc'ed QML modules are static libraries inside the programs
    set(CMAKE_POSITION_INDEPENDENT_CODE ON)

    find_program(TICKWELL_CCACHE ccache)
    if(TICKWELL_CCACHE)
        # Paths relative to the checkout, so that another clone of it hits the same entries.
        set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
            CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${TICKWELL_CCACHE})
    endif()

    if(TICKWELL_SANITIZER)
        add_compile_options(-fsanitize=${TICKWELL_SANITIZER} -fno-omit-frame-pointer)
        add_link_options(-fsanitize=${TICKWELL_SANITIZER})
        if(TICKWELL_SANITIZER MATCHES "thread")
            # GCC 12 loses sight of what is initialised in an expected that is moved.
            add_compile_options(-Wno-maybe-uninitialized)
        endif()
        if(TICKWELL_SANITIZER MATCHES "undefined")
            add_compile_options(-fno-sanitize-recover=undefined)
            if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
                # Clang 14 cannot write coroutines with it ("a difference across sections").
                add_compile_options(-fno-sanitize=function)
            endif()
        endif()
    endif()
endmacro()

function(tickwell_warnings target)
    target_compile_options(${target} PRIVATE -Wall -Wextra -Wconversion -Wshadow -Wnon-virtual-dtor
        $<$<BOOL:${TICKWELL_WERROR}>:-Werror>)
    target_compile_definitions(${target} PRIVATE QT_NO_CAST_TO_ASCII QT_NO_FOREACH
        QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_DISABLE_DEPRECATED_BEFORE=0x060400)
endfunction()

# tickwell_room(NAME SOURCES ... LINKS ...): one folder of server/, the static library tickwell_NAME.
# Its headers are included as "NAME/File.h".
function(tickwell_room name)
    cmake_parse_arguments(ROOM "" "" "SOURCES;LINKS;PRIVATE_LINKS" ${ARGN})
    if(ROOM_SOURCES)
        add_library(tickwell_${name} STATIC ${ROOM_SOURCES})
        target_link_libraries(tickwell_${name} PUBLIC ${ROOM_LINKS} PRIVATE ${ROOM_PRIVATE_LINKS})
        target_include_directories(tickwell_${name} PUBLIC ${PROJECT_SOURCE_DIR}/server)
        tickwell_warnings(tickwell_${name})
    else()
        add_library(tickwell_${name} INTERFACE)
        target_link_libraries(tickwell_${name} INTERFACE ${ROOM_LINKS})
        target_include_directories(tickwell_${name} INTERFACE ${PROJECT_SOURCE_DIR}/server)
    endif()
endfunction()

# tickwell_test(tst_Name LABEL unit|integration|ui|slow LINKS ... [SOURCES extra files]
#               [ENVIRONMENT K=V ...] [TIMEOUT seconds]): the Qt Test program tst_Name.cpp.
function(tickwell_test name)
    cmake_parse_arguments(TEST "" "LABEL;TIMEOUT" "SOURCES;LINKS;ENVIRONMENT" ${ARGN})
    add_executable(${name} ${name}.cpp ${TEST_SOURCES})
    target_link_libraries(${name} PRIVATE Qt6::Test ${TEST_LINKS})
    tickwell_warnings(${name})
    if(Qt6_VERSION VERSION_GREATER_EQUAL 6.8)
        # QTRY_COMPARE and QTRY_VERIFY of Qt 6.8 narrow a number of milliseconds.
        target_compile_options(${name} PRIVATE -Wno-conversion)
    endif()
    set_target_properties(${name} PROPERTIES
        RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
    if(NOT TEST_TIMEOUT)
        set(TEST_TIMEOUT 120)
    endif()
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES LABELS "${TEST_LABEL}" TIMEOUT ${TEST_TIMEOUT}
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;${TEST_ENVIRONMENT}")
endfunction()

# tickwell_threads(TEST...): tests of what several threads do together, for ThreadSanitizer. They have
# the label "threads", and the target thread_tests builds them.
function(tickwell_threads)
    foreach(name IN LISTS ARGN)
        set_property(TEST ${name} APPEND PROPERTY LABELS threads)
        add_dependencies(thread_tests ${name})
    endforeach()
endfunction()

# tickwell_qml_module(NAME URI Tickwell.X QML ... SOURCES ... SINGLETONS ... LINKS ... IMPORTS ...):
# one folder of ui/, the static QML module tickwell_ui_NAME. Its C++ headers are included as
# "NAME/File.h". Link programs to tickwell_ui_NAMEplugin as well.
function(tickwell_qml_module name)
    cmake_parse_arguments(MODULE "" "URI" "QML;SOURCES;SINGLETONS;LINKS;IMPORTS;RESOURCES" ${ARGN})
    foreach(file IN LISTS MODULE_SINGLETONS)
        set_source_files_properties(${file} PROPERTIES QT_QML_SINGLETON_TYPE TRUE)
    endforeach()
    qt_add_library(tickwell_ui_${name} STATIC)
    qt_add_qml_module(tickwell_ui_${name}
        URI ${MODULE_URI}
        VERSION 1.0
        RESOURCE_PREFIX /qt/qml
        QML_FILES ${MODULE_QML} ${MODULE_SINGLETONS}
        SOURCES ${MODULE_SOURCES}
        RESOURCES ${MODULE_RESOURCES}
        # Where the base classes of our C++ types are described, for qmllint.
        DEPENDENCIES QtQuick
        IMPORTS ${MODULE_IMPORTS})
    target_include_directories(tickwell_ui_${name} PUBLIC ${PROJECT_SOURCE_DIR}/ui
        PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
    target_link_libraries(tickwell_ui_${name} PUBLIC Qt6::Quick tickwell_core ${MODULE_LINKS})
    # Only what we wrote: the code that Qt 6.4 generates from QML shadows names.
    # GCC 12 takes an empty std::optional that is moved for an uninitialised read (PR 105562).
    set(warnings -Wall -Wextra -Wconversion -Wshadow -Wnon-virtual-dtor -Wno-maybe-uninitialized)
    if(TICKWELL_WERROR)
        list(APPEND warnings -Werror)
    endif()
    set_source_files_properties(${MODULE_SOURCES} PROPERTIES COMPILE_OPTIONS "${warnings}")
endfunction()
