@echo off
rem Runs Passthrough with the java of JAVA_HOME, else of the PATH. Keeps the caller's directory.
setlocal
for %%i in ("%~dp0..") do set "HOME_OF_PASSTHROUGH=%%~fi"

set "JAVA_COMMAND=java.exe"
if not defined JAVA_HOME goto :found
set "JAVA_COMMAND=%JAVA_HOME%\bin\java.exe"
if exist "%JAVA_COMMAND%" goto :found
echo Error: JAVA_HOME holds no bin\java.exe, '%JAVA_HOME%'>&2
echo Next: let JAVA_HOME name a Java runtime, 17 or newer>&2
exit /b 1

:found
set "JAVA_MAJOR="
for /f "tokens=3" %%v in ('call "%JAVA_COMMAND%" -version 2^>^&1 ^| findstr /c:" version "') do (
  for /f "delims=.-+" %%m in ("%%~v") do if not defined JAVA_MAJOR set "JAVA_MAJOR=%%m"
)
if not defined JAVA_MAJOR (
  echo Error: There is no java here>&2
  echo Next: install a Java runtime, 17 or newer>&2
  exit /b 1
)
if %JAVA_MAJOR% LSS 17 (
  echo Error: Java is too old: version %JAVA_MAJOR%, '%JAVA_COMMAND%'>&2
  echo Next: install a Java runtime, 17 or newer, and let JAVA_HOME name it>&2
  exit /b 1
)
set "JAVA_FLAGS=-XX:+UseSerialGC -Xms32m"
if %JAVA_MAJOR% GEQ 24 set "JAVA_FLAGS=%JAVA_FLAGS% --enable-native-access=ALL-UNNAMED"

rem What runs for a moment needs no second compiler; a server without memory ends, so that a supervisor starts it again.
set "SERVES="
for %%a in (%*) do if /i "%%~a"=="serve" set "SERVES=yes"
if defined SERVES (
  set "JAVA_FLAGS=%JAVA_FLAGS% -XX:+ExitOnOutOfMemoryError -XX:+DisplayVMOutputToStderr -Dio.netty.leakDetection.level=disabled"
  set "JAVA_FLAGS=%JAVA_FLAGS% -XX:+IgnoreUnrecognizedVMOptions -XX:Tier4InvocationThreshold=50000 -XX:Tier4MinInvocationThreshold=6000"
  set "JAVA_FLAGS=%JAVA_FLAGS% -XX:Tier4CompileThreshold=150000 -XX:Tier4BackEdgeThreshold=400000"
) else (
  set "JAVA_FLAGS=%JAVA_FLAGS% -XX:TieredStopAtLevel=1"
)

set "PROVIDERS=%HOME_OF_PASSTHROUGH%\providers"
if defined PASSTHROUGH_PROVIDERS set "PROVIDERS=%PROVIDERS%;%PASSTHROUGH_PROVIDERS%"
"%JAVA_COMMAND%" %JAVA_FLAGS% "-Dpassthrough.home=%HOME_OF_PASSTHROUGH%" "-Dpassthrough.providers=%PROVIDERS%" -cp "%HOME_OF_PASSTHROUGH%\lib\*" io.passthrough.cli.Main %*
exit /b %ERRORLEVEL%
