# What bin/passthrough and the launcher of a checkout share: finding java, and its archive of classes.

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "Error: $1"
  say "Next: $2"
  exit 1
}

# The JDK's own note of its version, or what java itself says, which takes a moment.
java_note() {
  cat "$(dirname "$(dirname "$real")")/release" 2>/dev/null || "$java" -version 2>&1
}

# Sets java, the file behind it, its note, its major version and the option that this version wants.
find_java() {
  if [ -n "${JAVA_HOME:-}" ]; then
    java=$JAVA_HOME/bin/java
    [ -x "$java" ] || fail "JAVA_HOME holds no bin/java, '$JAVA_HOME'" \
      "let JAVA_HOME name a Java runtime, 17 or newer"
  else
    java=$(command -v java) || fail "There is no java here" "install a Java runtime, 17 or newer"
  fi
  real=$(readlink -f "$java" 2>/dev/null || echo "$java")
  note=$(java_note)
  version=$(printf '%s\n' "$note" |
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p; s/.* version "\([0-9]*\).*/\1/p' | head -n 1)
  [ "${version:-0}" -ge 17 ] || fail "Java is too old: version ${version:-unknown}, '$java'" \
    "install a Java runtime, 17 or newer, and let JAVA_HOME name it"
  native=
  [ "$version" -lt 24 ] || native=--enable-native-access=ALL-UNNAMED
}

# What the JVM makes of the classes, kept for the next start; since version 25 in a form of its own. The JVM takes
# the one that it made of these very jars, in this place; so the name tells JVM and place. Argument: the distribution.
find_archive() {
  archive=$1/archive/classes-$version-$(printf '%s\n' "$note" "$real" "$1" | cksum | cut -d ' ' -f 1)
  if [ "$version" -ge 25 ]; then
    archive=$archive.aot
    makes=-XX:AOTCacheOutput
    uses=-XX:AOTCache=$archive
    silence='-Xlog:aot*=off:stderr'
  else
    archive=$archive.jsa
    makes=-XX:ArchiveClassesAtExit
    uses=-XX:SharedArchiveFile=$archive
    silence='-Xlog:cds*=off:stderr'
  fi
}

# Makes the archive by a run of the commands. It gets its name when it is whole, as the JVM does not survive half of
# one. Arguments: the distribution, and what the run is started by. Fails in silence: without an archive a command
# starts as well, half a second later.
archive_classes() {
  classes=$1/lib/*
  mkdir -p "$1/archive" || return 1
  shift
  training=$(mktemp -d "${TMPDIR:-/tmp}/passthrough.XXXXXX") || return 1
  trained=0
  "$@" "$java" "$makes=$archive.$$" -XX:+UseSerialGC $native -Dio.netty.leakDetection.level=disabled -cp "$classes" \
    io.passthrough.cli.TrainingRun "$training" >/dev/null 2>&1 </dev/null &&
    mv "$archive.$$" "$archive" 2>/dev/null || trained=1
  rm -rf "$archive.$$"* "$training"
  return "$trained"
}
