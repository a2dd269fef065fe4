@echo off
rem Debian's makensis for windows.cmd under Wine, which starts a program of the system's but cannot wait for it.
rem The shell script beside this one leaves a file when it has ended.
set "ENDED=%WORK%\makensis"
if exist "%ENDED%.good" del "%ENDED%.good"
if exist "%ENDED%.bad" del "%ENDED%.bad"
"%~dp0makensis.sh" "%ENDED%" %*
if not "%ERRORLEVEL%"=="0" exit /b 1
:wait
if exist "%ENDED%.good" exit /b 0
if exist "%ENDED%.bad" exit /b 1
ping -n 2 127.0.0.1 >nul
goto wait
