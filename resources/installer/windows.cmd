@echo off
rem Builds the Windows program on a Windows PC: Setup.exe, portable zip, hashes. No administrator rights are needed.
rem
rem     resources\installer\windows.cmd
rem
rem Needs CPython 3.11 for 64 bit (the launcher py, or the full path of python.exe in PYTHON) and, for Setup.exe,
rem NSIS 3.08 or later (on the PATH, in its usual folder, or the full path of makensis in MAKENSIS). WHEELS may name a
rem folder of wheels for a PC without a network, ANBUNCHO_BUILD a folder for what is kept between builds.
rem
rem Prints sizes and times; ends with the lines of --self-test, said by the built program itself. The steps are in
rem release.py; only what the cmd of Windows and of Wine both understand is used, for both run it.
setlocal
chcp 65001 >nul
set "PYTHONUTF8=1"
set "HERE=%~dp0"
set "WORK=%HERE%..\..\build\windows-native"
if defined ANBUNCHO_BUILD set "WORK=%ANBUNCHO_BUILD%"
set "BUILDER=%WORK%\venv\Scripts\python.exe"
set "BUILT=%HERE%..\..\dist\windows\Anbuncho\anbuncho-cli.exe"
set "FROM="
if defined WHEELS set FROM=--no-index --find-links "%WHEELS%"

echo.
echo == Environment
if exist "%BUILDER%" goto install
if defined PYTHON goto given
py -3.11 -m venv "%WORK%\venv"
if not "%ERRORLEVEL%"=="0" goto no_python
goto install
:given
"%PYTHON%" -m venv "%WORK%\venv"
if not "%ERRORLEVEL%"=="0" goto no_python

:install
"%BUILDER%" "%HERE%release.py" wanted >"%WORK%\wanted.txt"
if not "%ERRORLEVEL%"=="0" goto failed
"%BUILDER%" -m pip install -q --disable-pip-version-check %FROM% -r "%WORK%\wanted.txt"
if not "%ERRORLEVEL%"=="0" goto failed
"%BUILDER%" "%HERE%release.py" program "%WORK%\pyinstaller"
if not "%ERRORLEVEL%"=="0" goto failed
"%BUILDER%" "%HERE%release.py" windows
if not "%ERRORLEVEL%"=="0" goto failed

echo.
echo == Self-test in the built program
"%BUILT%" --self-test --window
if not "%ERRORLEVEL%"=="0" goto failed
echo.
echo == Done
exit /b 0

:no_python
echo REFUSED: no CPython 3.11. Install it with its launcher py, or put the path of python.exe into PYTHON.
exit /b 1
:failed
echo REFUSED: the step above failed.
exit /b 1
