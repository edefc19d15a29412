def log = new File(basedir, 'build.log').text

assert log.contains('Skipped, as a parent has no files')
assert log.contains('Published release web in ')
assert log.contains('Published release admin in ')
assert new File(basedir, 'store').exists()
assert !new File(basedir, 'web/store').exists()
assert !log.contains('not marked as @threadSafe')
