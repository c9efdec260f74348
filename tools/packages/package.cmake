# What `cmake --install` copies, and the Debian package that `cpack` makes of it: the command with its man
# pages and completion, the library with its public headers, the sample scenario and the documents.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

install(TARGETS careshed_command DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY docs/reference/man/ DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES docs/reference/completion/careshed.bash RENAME careshed
    DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(DIRECTORY scenarios DESTINATION ${CMAKE_INSTALL_DATADIR}/careshed)
install(FILES README.md CHANGELOG.md CITATION.cff DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES LICENSE RENAME copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY docs DESTINATION ${CMAKE_INSTALL_DOCDIR}
    PATTERN reference/man EXCLUDE PATTERN reference/completion EXCLUDE)

# The library: find_package(careshed), careshed::careshed, #include "models/careshed.hpp".
install(DIRECTORY ${CMAKE_BINARY_DIR}/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/careshed)
get_property(rooms GLOBAL PROPERTY CARESHED_ROOMS)
list(FILTER rooms INCLUDE REGEX "^room_")
install(TARGETS careshed ${rooms} EXPORT careshed
    ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}/careshed)
install(EXPORT careshed NAMESPACE careshed:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/careshed
    FILE careshed-targets.cmake)
configure_package_config_file(tools/packages/careshed-config.cmake.in
    ${CMAKE_BINARY_DIR}/careshed-config.cmake
    INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/careshed)
write_basic_package_version_file(${CMAKE_BINARY_DIR}/careshed-config-version.cmake
    COMPATIBILITY ExactVersion)
install(FILES ${CMAKE_BINARY_DIR}/careshed-config.cmake ${CMAKE_BINARY_DIR}/careshed-config-version.cmake
    DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/careshed)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME careshed)
set(CPACK_PACKAGE_CONTACT "The Careshed developers")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "access, deaths averted and EMS savings of overdose prevention centers")
set(CPACK_PACKAGE_DESCRIPTION "Careshed ranks possible addresses of overdose prevention centers by the deaths
they would avert and the ambulance runs they would save, with the uncertainty of both.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
# The command's libraries, found by dpkg-shlibdeps. A program that links the library needs those that built it.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS proj-data)
set(CPACK_DEBIAN_PACKAGE_SUGGESTS
    "g++, cmake, pkg-config, libexpat1-dev, libfmt-dev, libgdal-dev, libgeos-dev, libproj-dev, libsqlite3-dev, libssl-dev, libtbb-dev, libtomlplusplus-dev, libxxhash-dev, nlohmann-json3-dev, zlib1g-dev, libeigen3-dev")
include(CPack)
