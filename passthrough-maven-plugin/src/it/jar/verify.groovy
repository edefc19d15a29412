def log = new File(basedir, 'build.log').text

assert log.contains('Published release one in ')
assert log =~ /uploaded +2 +100\.0 %/
assert log.contains('[1/4] publish')
assert log =~ /there already +2 +100\.0 %/
assert log.contains('verify skipped: no URL is named, neither with <via>')
assert log.contains('activate done: current in default')
assert log.contains('[4/4] prune')
assert new File(basedir, 'store/assets/app-1a2b3c4d.js').text.contains('app')
