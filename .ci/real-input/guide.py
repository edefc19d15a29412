"""Follows docs/spring-boot.md: from an empty project, as start.spring.io makes one, to a rollout on two hosts, with the code
blocks of the document itself, and compares what it says with what is answered."""

import contextlib
import http.client
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from boot import OPTIONS, await_answer, served_release
from check import PASSTHROUGH, ROOT, Failures, Release
from fronts import EXAMPLES, free_port, get

GUIDE = ROOT / "docs/spring-boot.md"
SCRIPTS = EXAMPLES / "webpack-app/releases"
# What start.spring.io packs for Maven, Java 17, Spring Web and Thymeleaf, with the names that the guide asks for.
POM = """<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
	<modelVersion>4.0.0</modelVersion>
	<parent>
		<groupId>org.springframework.boot</groupId>
		<artifactId>spring-boot-starter-parent</artifactId>
		<version>{boot}</version>
		<relativePath/> <!-- lookup parent from repository -->
	</parent>
	<groupId>com.example</groupId>
	<artifactId>shop</artifactId>
	<version>{version}</version>
	<properties>
		<java.version>17</java.version>
	</properties>
	<dependencies>
		<dependency>
			<groupId>org.springframework.boot</groupId>
			<artifactId>spring-boot-starter-thymeleaf</artifactId>
		</dependency>
		<dependency>
			<groupId>org.springframework.boot</groupId>
			<artifactId>spring-boot-starter-webmvc</artifactId>
		</dependency>
		<dependency>
			<groupId>org.springframework.boot</groupId>
			<artifactId>spring-boot-starter-webmvc-test</artifactId>
			<scope>test</scope>
		</dependency>
	</dependencies>
	<build>
		<plugins>
			<plugin>
				<groupId>org.springframework.boot</groupId>
				<artifactId>spring-boot-maven-plugin</artifactId>
			</plugin>
		</plugins>
	</build>
</project>
"""
APPLICATION = """package com.example.shop;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class ShopApplication {

	public static void main(String[] args) {
		SpringApplication.run(ShopApplication.class, args);
	}

}
"""
TEST = """package com.example.shop;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest
class ShopApplicationTests {

	@Test
	void contextLoads() {
	}

}
"""


class Guide:
    """The code blocks of a document's numbered steps, and what it says of them."""

    def __init__(self, text):
        parts = re.split(r"^\*\*(\d+)\. ", text[: text.index("\n## Who answers what")], flags=re.M)
        self.steps = {int(number): body for number, body in zip(parts[1::2], parts[2::2])}

    def blocks(self, step, language):
        return re.findall(rf"^```{language}\n(.*?)^```", self.steps[step], re.S | re.M)

    def block(self, step, language):
        (block,) = self.blocks(step, language)
        return block

    def said(self, step, pattern):
        return re.search(pattern, self.steps[step], re.S).group(1)


class Project:
    """A folder in which somebody does what the guide says."""

    def __init__(self, stack, guide, boot):
        self.guide = guide
        self.stack = stack
        temporary = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="passthrough-guide-")))
        self.folder = temporary / "shop"
        self.store = temporary / "store"
        self.boot = boot
        self.ports = {"8101": free_port(), "8102": free_port()}
        self.env = {
            **os.environ,
            "PASSTHROUGH": str(ROOT),
            "SHOP_STORE": str(self.store),
            "JDK_JAVA_OPTIONS": " ".join(OPTIONS),
        }

    def start_spring_io(self):
        self.write("pom.xml", POM.format(boot=self.boot, version=self.version(1)))
        self.write("src/main/java/com/example/shop/ShopApplication.java", APPLICATION)
        self.write("src/test/java/com/example/shop/ShopApplicationTests.java", TEST)
        self.write("src/main/resources/application.properties", "spring.application.name=shop\n")
        shutil.copytree(ROOT / ".mvn/wrapper", self.folder / ".mvn/wrapper")
        shutil.copy(ROOT / "mvnw", self.folder / "mvnw")

    def version(self, number):
        """The guide names the jars by the versions that it asks for."""
        return re.search(rf"deploy --from target/shop-(\S+)\.jar", self.guide.block(4 + number, "sh")).group(1)

    def write(self, name, text):
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def change(self, name, old, new):
        text = (self.folder / name).read_text()
        if old not in text:
            sys.exit(f"{name} has no {old!r}")
        self.write(name, text.replace(old, new, 1))

    def frontend(self, number):
        """What a bundler of the user's writes there; the page is the application's."""
        static = self.folder / "src/main/resources/static"
        shutil.rmtree(static, ignore_errors=True)
        shutil.copytree(SCRIPTS / str(number), static, ignore=shutil.ignore_patterns("index.html"))

    def set_up(self):
        guide = self.guide
        dependencies = guide.block(1, "xml")
        self.change("pom.xml", "\t</dependencies>", f"{dependencies}\t</dependencies>")
        self.frontend(1)
        if not (self.folder / guide.said(2, r"the file\s+`([^`]*)`")).is_file():
            sys.exit("the frontend has not the file that the guide speaks of")
        shared, own = guide.blocks(3, "yaml")
        self.write("passthrough.yaml", shared)
        self.write("src/main/resources/application.yaml", own)
        self.write("src/main/resources/templates/shop.html", guide.block(4, "html"))
        controller = guide.block(4, "java")
        name = re.search(r"^(?:public )?class (\w+)", controller, re.M).group(1)
        self.write(f"src/main/java/com/example/shop/{name}.java", controller)

    def run(self, script):
        """Executes a block; what it starts last runs on. Returns that process and the file of its log."""
        for said, free in self.ports.items():
            script = script.replace(said, str(free))
        *before, last = script.strip().splitlines()
        if not last.startswith("java -jar "):
            sys.exit(f"the guide does not end with the start of a host: {last}")
        subprocess.run(["bash", "-ec", "\n".join(before)], cwd=self.folder, env=self.env, check=True)
        log = self.folder / f"{last.rsplit('=', 1)[1]}.log"
        with open(log, "w") as out:
            command = ["bash", "-c", f"exec {last}"]
            process = subprocess.Popen(command, cwd=self.folder, env=self.env, stdout=out, stderr=out)
        self.stack.callback(process.wait)
        self.stack.callback(process.terminate)
        return process, log

    def current(self):
        """The release of the newest activation."""
        newest = max((self.store / ".passthrough/activations/default").glob("*.json"))
        return json.loads(newest.read_text())["release"]


def deploy(project, number, failures):
    """The guide's step for one release: returns the port of the host that serves it."""
    step = 4 + number
    process, log = project.run(project.guide.block(step, "sh"))
    port = project.ports[f"810{number}"]
    await_answer(process, port, "/", log)
    served, current = served_release(log), project.current()
    failures.require(served == current, f"release {number}: served is {served}, and deployed {current}")
    return port


def page(port, failures):
    _, headers, body = get(http.client.HTTPConnection("127.0.0.1", port, timeout=30), "/")
    failures.require(headers["Cache-Control"] == "no-cache", f"the page has {headers['Cache-Control']}")
    return body.decode()


def check_hosts(ports, failures):
    """Either host answers for the scripts of both releases."""
    for port in ports:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        for version in ("1", "2"):
            release = Release(version, SCRIPTS / version)
            for path in release.files:
                if path.startswith("static/"):
                    _, _, body = get(connection, f"/{path}")
                    is_right = body == release.files[path].read_bytes()
                    failures.require(is_right, f"release {version}: {path} is not what it was")


def main():
    started = time.monotonic()
    subprocess.run([PASSTHROUGH, "--version"], check=True, stdout=subprocess.DEVNULL)
    failures = Failures()
    guide = Guide(GUIDE.read_text())
    with contextlib.ExitStack() as stack:
        project = Project(stack, guide, sys.argv[1])
        project.start_spring_io()
        project.set_up()
        one = deploy(project, 1, failures)
        said = guide.said(4, r"renders `([^`]*)`")
        shown = page(one, failures)
        failures.require(said in shown, f"the page has no {said}: {shown}")
        print(f"the first release ({time.monotonic() - started:.0f} s)", flush=True)
        project.change("pom.xml", f"<version>{project.version(1)}<", f"<version>{project.version(2)}<")
        project.frontend(2)
        two = deploy(project, 2, failures)
        script = re.search(r'src="([^"]*)"', page(two, failures)).group(1)
        curl = guide.said(6, r"`(curl [^`]*)` with").replace("8101", str(one))
        curl = curl.replace("/static/js/main.….js", script)
        told = subprocess.run(["bash", "-ec", f"{curl} -s"], check=True, stdout=subprocess.PIPE, text=True).stdout
        wanted = guide.said(6, r"says `(X-Passthrough: [^`]*)`")
        failures.require(f"\n{wanted}\n" in told, f"{curl} has no {wanted}: {told[:400]}")
        check_hosts((one, two), failures)
    print(f"the guide, followed with Spring Boot {sys.argv[1]} ({time.monotonic() - started:.0f} s)", flush=True)
    for line in failures.lines[:50]:
        print(f"FAILED {line}")
    sys.exit(f"{len(failures.lines)} checks failed" if failures.lines else 0)


if __name__ == "__main__":
    main()
