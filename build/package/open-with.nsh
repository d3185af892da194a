; What Windows' Explorer offers by the installed app: "Open with" for pictures, where it is never what Windows takes by itself, and a line in the menu
; of folders and drives. Both go with it. electron-builder includes this: https://www.electron.build/nsis

!macro offerPicture ENDING
  WriteRegStr SHCTX "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}\SupportedTypes" "${ENDING}" ""
!macroend

!macro offerPlace KIND
  WriteRegStr SHCTX "Software\Classes\${KIND}\shell\${PRODUCT_NAME}" "" "${PRODUCT_NAME}"
  WriteRegStr SHCTX "Software\Classes\${KIND}\shell\${PRODUCT_NAME}" "Icon" "$INSTDIR\${APP_EXECUTABLE_FILENAME}"
  WriteRegStr SHCTX "Software\Classes\${KIND}\shell\${PRODUCT_NAME}\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
!macroend

!macro customInstall
  WriteRegStr SHCTX "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}" "FriendlyAppName" "${PRODUCT_NAME}"
  WriteRegStr SHCTX "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
  !insertmacro offerPicture ".png"
  !insertmacro offerPicture ".jpg"
  !insertmacro offerPicture ".jpeg"
  !insertmacro offerPicture ".webp"
  !insertmacro offerPicture ".gif"
  !insertmacro offerPicture ".avif"
  !insertmacro offerPicture ".tif"
  !insertmacro offerPicture ".tiff"
  !insertmacro offerPicture ".psd"
  !insertmacro offerPicture ".psb"
  !insertmacro offerPicture ".clip"
  !insertmacro offerPicture ".kra"
  !insertmacro offerPicture ".ora"
  !insertmacro offerPicture ".heic"
  !insertmacro offerPicture ".jxl"
  !insertmacro offerPicture ".exr"
  !insertmacro offerPicture ".hdr"
  !insertmacro offerPicture ".dds"
  !insertmacro offerPicture ".qoi"
  !insertmacro offerPicture ".xcf"
  !insertmacro offerPicture ".aseprite"
  !insertmacro offerPicture ".pdn"
  !insertmacro offerPicture ".afphoto"
  !insertmacro offerPicture ".sai2"
  !insertmacro offerPicture ".mdp"
  !insertmacro offerPicture ".bmp"
  !insertmacro offerPicture ".procreate"
  !insertmacro offerPicture ".tga"
  !insertmacro offerPlace "Directory"
  !insertmacro offerPlace "Drive"
!macroend

!macro customUnInstall
  DeleteRegKey SHCTX "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}"
  DeleteRegKey SHCTX "Software\Classes\Directory\shell\${PRODUCT_NAME}"
  DeleteRegKey SHCTX "Software\Classes\Drive\shell\${PRODUCT_NAME}"
!macroend
