; The Windows installer: for one user, without administrator rights, without a network.
; makensis -INPUTCHARSET UTF8 -DVERSION=… -DSOURCE=<dist/…/Anbuncho> -DOUTPUT=…exe -DRESOURCES=<resources> anbuncho.nsi
; Paths have backslashes: makensis for Windows finds no files otherwise, and makensis for Linux turns them round.
; Ledgers, settings and backups are never touched: they lie in %LOCALAPPDATA%\Anbuncho and where the user put them.

Unicode true
; NSIS's own package for Windows makes 32-bit installers only; Debian's makes both, and Wine without its 32-bit half
; runs no other than a 64-bit one. What is installed is the same.
!if /FileExists "${NSISDIR}/Stubs/lzma_solid-amd64-unicode"
    Target amd64-unicode
!else
    Target x86-unicode
!endif
SetCompressor /SOLID lzma
RequestExecutionLevel user
ManifestDPIAware true
Name "按分帳"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\Anbuncho"
InstallDirRegKey HKCU "Software\Anbuncho" "InstallDir"
BrandingText "按分帳 ${VERSION}"

!include MUI2.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include x64.nsh
!include FileFunc.nsh

!define MUI_ICON "${RESOURCES}\icons\anbuncho.ico"
!define MUI_UNICON "${RESOURCES}\icons\anbuncho.ico"
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TITLE "按分帳 ${VERSION} のインストール"
!define MUI_WELCOMEPAGE_TEXT "この利用者だけに按分帳を入れます。管理者の権限もネットワークも要りません。$\r$\n$\r$\n前の版が入っている場合は、設定・台帳・バックアップをそのままにして新しい版に置き換えます。$\r$\n$\r$\n按分帳を開いている場合は、先に終了してください。"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "${RESOURCES}\..\LICENSE"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\Anbuncho.exe"
!define MUI_FINISHPAGE_RUN_TEXT "按分帳を起動する"
!define MUI_FINISHPAGE_NOREBOOTSUPPORT
!insertmacro MUI_PAGE_FINISH

!define MUI_UNCONFIRMPAGE_TEXT_TOP "按分帳を取り外します。台帳、設定、バックアップは消しません。"
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Japanese"

VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=${LANG_JAPANESE} "ProductName" "按分帳"
VIAddVersionKey /LANG=${LANG_JAPANESE} "FileDescription" "按分帳 インストーラー"
VIAddVersionKey /LANG=${LANG_JAPANESE} "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG_JAPANESE} "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG_JAPANESE} "LegalCopyright" "MIT License"

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Anbuncho"
!define CLASSES "Software\Classes"

; A program that runs holds its own file: writing to it fails.
!macro RefuseWhileRunning PROGRAM
    ${If} ${FileExists} "$INSTDIR\${PROGRAM}"
        ClearErrors
        FileOpen $0 "$INSTDIR\${PROGRAM}" a
        ${If} ${Errors}
            MessageBox MB_OK|MB_ICONEXCLAMATION "按分帳が動いています。終了してから、もう一度実行してください。" /SD IDOK
            SetErrorLevel 3
            Quit
        ${EndIf}
        FileClose $0
    ${EndIf}
!macroend

; Only what this installer has put there: a user's own files in the folder stay.
!macro RemoveProgram
    RMDir /r "$INSTDIR\_internal"
    Delete "$INSTDIR\Anbuncho.exe"
    Delete "$INSTDIR\anbuncho-cli.exe"
    Delete "$INSTDIR\SHA256SUMS.txt"
    Delete "$INSTDIR\sbom.cdx.json"
    Delete "$INSTDIR\取扱説明書.pdf"
    Delete "$INSTDIR\導入の手引き.pdf"
!macroend

!macro Associate ENDING CLASS TITLE
    WriteRegStr HKCU "${CLASSES}\${CLASS}" "" "${TITLE}"
    WriteRegStr HKCU "${CLASSES}\${CLASS}\DefaultIcon" "" "$INSTDIR\Anbuncho.exe,0"
    WriteRegStr HKCU "${CLASSES}\${CLASS}\shell\open\command" "" '"$INSTDIR\Anbuncho.exe" "%1"'
    WriteRegStr HKCU "${CLASSES}\${ENDING}" "" "${CLASS}"
    WriteRegStr HKCU "${CLASSES}\${ENDING}\OpenWithProgids" "${CLASS}" ""
!macroend

!macro Dissociate ENDING CLASS
    ReadRegStr $0 HKCU "${CLASSES}\${ENDING}" ""
    ${If} $0 == "${CLASS}"
        DeleteRegValue HKCU "${CLASSES}\${ENDING}" ""
    ${EndIf}
    DeleteRegValue HKCU "${CLASSES}\${ENDING}\OpenWithProgids" "${CLASS}"
    DeleteRegKey /ifempty HKCU "${CLASSES}\${ENDING}\OpenWithProgids"
    DeleteRegKey /ifempty HKCU "${CLASSES}\${ENDING}"
    DeleteRegKey HKCU "${CLASSES}\${CLASS}"
!macroend

!macro TellExplorer
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

Function .onInit
    SetRegView 64
    ${IfNot} ${AtLeastWin10}
    ${OrIfNot} ${AtLeastBuild} 17763
    ${OrIfNot} ${RunningX64}
        MessageBox MB_OK|MB_ICONSTOP "按分帳には Windows 10 (1809) 以降の64ビット版が必要です。" /SD IDOK
        SetErrorLevel 2
        Quit
    ${EndIf}
FunctionEnd

Function un.onInit
    SetRegView 64
FunctionEnd

Section "按分帳"
    !insertmacro RefuseWhileRunning "Anbuncho.exe"
    !insertmacro RefuseWhileRunning "anbuncho-cli.exe"
    ; An older version of ours may have files that the new one has not.
    ${If} ${FileExists} "$INSTDIR\uninstall.exe"
        !insertmacro RemoveProgram
    ${EndIf}
    SetOutPath "$INSTDIR"
    File /r "${SOURCE}\*"
    WriteUninstaller "$INSTDIR\uninstall.exe"
    CreateShortCut "$SMPROGRAMS\按分帳.lnk" "$INSTDIR\Anbuncho.exe" "" "$INSTDIR\Anbuncho.exe" 0
    !insertmacro Associate ".anbun" "Anbuncho.Ledger" "按分帳の台帳"
    !insertmacro Associate ".anbun-answer" "Anbuncho.Answer" "按分帳の回答ファイル"
    !insertmacro Associate ".anbun-score" "Anbuncho.Score" "按分帳の採点票"
    WriteRegStr HKCU "Software\Anbuncho" "InstallDir" "$INSTDIR"
    WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "按分帳"
    WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
    WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\Anbuncho.exe,0"
    WriteRegStr HKCU "${UNINSTALL}" "Publisher" "按分帳"
    WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
    WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
    WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
    WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
    WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
    ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
    WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" $0
    !insertmacro TellExplorer
SectionEnd

Section "Uninstall"
    !insertmacro RefuseWhileRunning "Anbuncho.exe"
    !insertmacro RefuseWhileRunning "anbuncho-cli.exe"
    !insertmacro RemoveProgram
    Delete "$INSTDIR\uninstall.exe"
    SetOutPath "$TEMP"
    RMDir "$INSTDIR"
    Delete "$SMPROGRAMS\按分帳.lnk"
    !insertmacro Dissociate ".anbun" "Anbuncho.Ledger"
    !insertmacro Dissociate ".anbun-answer" "Anbuncho.Answer"
    !insertmacro Dissociate ".anbun-score" "Anbuncho.Score"
    DeleteRegKey HKCU "${UNINSTALL}"
    DeleteRegKey HKCU "Software\Anbuncho"
    !insertmacro TellExplorer
SectionEnd
