# Builds the Windows program on a Windows PC: Setup.exe, portable zip, hashes. No administrator rights are needed.
#
#     powershell -ExecutionPolicy Bypass -File resources\installer\windows.ps1
#
# Needs CPython 3.11 (64 bit, the launcher py) and, for Setup.exe, NSIS 3.08 or later (makensis on the PATH or in its
# usual folder). Prints sizes and times; ends with the lines of --self-test, said by the built program itself.
$ErrorActionPreference = "Stop"
$Root = (Resolve-Path "$PSScriptRoot\..\..").Path
$Here = "$Root\resources\installer"
$Work = "$Root\build\windows-native"
$Dist = "$Root\dist\windows"
$Clock = [System.Diagnostics.Stopwatch]::StartNew()
[Console]::OutputEncoding = [System.Text.Encoding]::UTF8
$env:PYTHONUTF8 = "1"

function Step([string]$Text) { Write-Output ("`n== {0} ({1:n0} s)" -f $Text, $Clock.Elapsed.TotalSeconds) }
function Run([string]$Program, [string[]]$Arguments) {
    & $Program @Arguments
    if ($LASTEXITCODE -ne 0) { throw "$Program ended with $LASTEXITCODE" }
}

Step "Environment"
New-Item -ItemType Directory -Force $Work, $Dist | Out-Null
$Python = "$Work\venv\Scripts\python.exe"
if (-not (Test-Path $Python)) { Run "py" @("-3.11", "-m", "venv", "$Work\venv") }
$Wanted = "$Work\wanted.txt"
Run $Python @("-c", "import sys, tomllib; p = tomllib.load(open(sys.argv[1], 'rb'))['project']; open(sys.argv[2], 'w').write('\n'.join([*p['dependencies'], *p['optional-dependencies']['build'], 'pefile']))", "$Root\pyproject.toml", $Wanted)
Run $Python @("-m", "pip", "install", "-q", "-r", $Wanted)

Step "PyInstaller"
if (Test-Path "$Dist\Anbuncho") { Remove-Item -Recurse -Force "$Dist\Anbuncho" }
Push-Location $Root
Run $Python @("-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "--distpath", $Dist, "--workpath", "$Work\pyinstaller", "build.spec")
Pop-Location

Step "Bundle: licences, bill of materials, checks"
Run $Python @("$Here\papers.py", "$Dist\Anbuncho")
Run $Python @("$Here\bundle.py", "check", "$Dist\Anbuncho", "--limit-mb", "110", "--external", "$Here\windows-dlls.txt")

Step "Setup and portable zip"
$Version = (& $Python "$Here\bundle.py" version).Trim()
Run $Python @("$Here\bundle.py", "zip", "$Dist\Anbuncho", "$Dist\Anbuncho-$Version-portable.zip")
$Makensis = (Get-Command makensis -ErrorAction SilentlyContinue).Source
if (-not $Makensis) { $Makensis = "${env:ProgramFiles(x86)}\NSIS\makensis.exe" }
if (-not (Test-Path $Makensis)) { throw "NSIS (makensis) was not found: Setup.exe cannot be made" }
Run $Makensis @("-V2", "-INPUTCHARSET", "UTF8", "-DVERSION=$Version", "-DSOURCE=$Dist\Anbuncho", "-DOUTPUT=$Dist\Anbuncho-Setup-$Version.exe", "-DRESOURCES=$Root\resources", "$Here\anbuncho.nsi")
Run $Python @("$Here\bundle.py", "hashes", $Dist, "--limit-mb", "Anbuncho-Setup-$Version.exe=48")

Step "Self-test in the built program"
Run "$Dist\Anbuncho\anbuncho-cli.exe" @("--self-test", "--window")
Step "Done"
