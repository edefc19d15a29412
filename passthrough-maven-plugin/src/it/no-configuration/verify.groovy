def log = new File(basedir, 'build.log').text

assert log.contains("There is no configuration '")
assert log.contains('name another one with <config> or -Dpassthrough.config')
assert log.contains("There is no provider 'fs'")
assert log.contains('add the artifact io.passthrough:passthrough-fs as a <dependency> of the plugin')
assert !new File(basedir, '.passthrough-store').exists()
