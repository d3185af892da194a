; What Windows' Explorer offers by the installed app: "Open with" for pictures, where it is never what Windows takes by itself, and a line in the menu
; of folders. Both go with it. electron-builder includes this: https://www.electron.build/nsis

!macro offerPicture ENDING
  WriteRegStr SHCTX "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}\SupportedTypes" "${ENDING}" ""
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
  !insertmacro offerPicture ".psd"
  !insertmacro offerPicture ".clip"
  !insertmacro offerPicture ".kra"
  WriteRegStr SHCTX "Software\Classes\Directory\shell\${PRODUCT_NAME}" "" "${PRODUCT_NAME}"
  WriteRegStr SHCTX "Software\Classes\Directory\shell\${PRODUCT_NAME}" "Icon" "$INSTDIR\${APP_EXECUTABLE_FILENAME}"
  WriteRegStr SHCTX "Software\Classes\Directory\shell\${PRODUCT_NAME}\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
!macroend

!macro customUnInstall
  DeleteRegKey SHCTX "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}"
  DeleteRegKey SHCTX "Software\Classes\Directory\shell\${PRODUCT_NAME}"
!macroend
