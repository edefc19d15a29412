def log = new File(basedir, 'build.log').text
def summary = new File(basedir, 'target/passthrough/summary.md').text

// A typed setting wins over the pom's configuration, that over a property, that over the file.
assert log.contains('Published release of-the-pom in ')
assert log.contains('activate done: current in canary')
assert log.contains('Published release typed in ')
assert log.contains('activate done: current in canary, after of-the-pom')
assert log.contains('No goal knows -Dpassthrough.enviroment')
assert !log.contains('release of-a-property')
assert summary.contains('release typed') && summary.contains('prune is false')
assert new File(basedir, 'target/passthrough/junit.xml').text.contains('<testcase')

assert log =~ /Would delete \d+ files/
assert log.contains('Without -Dpassthrough.prune.force this prune is refused')
assert log.contains('Cannot prune: ')
assert log.contains('Next: see what would go with: mvn passthrough:prune -Dpassthrough.dryRun')
assert log.contains('-Dpassthrough.prune.force')
assert log =~ /Deleted \d+ files/
assert !new File(basedir, 'store/assets/app-1a2b3c4d.js').exists()
assert new File(basedir, 'store/assets/app-5e6f7a8b.js').exists()

assert log.contains('Release typed is not verified: ')
assert log.contains('http://127.0.0.1:9/assets/app-5e6f7a8b.js')

assert log.count('Skipped, as passthrough.skip says') == 4
assert log.contains('This plugin has 5 goals')
assert log.contains('Maven is offline, and a release is verified over the network')
