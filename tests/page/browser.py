"""A headless Chromium, driven through chromedriver by the W3C WebDriver protocol; the standard library is all it needs."""
import base64
import json
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

FLAGS = """--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
--disable-component-update --disable-sync --disable-default-apps --disable-extensions --hide-scrollbars
--force-color-profile=srgb --lang=en""".split()
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # the protocol's name for "this is an element"


class Browser:
    """with Browser(width, height) as b: b.open(path); b.run("return document.title")"""

    def __init__(self, width=1280, height=800, dark=False, scale=1):
        self.profile = tempfile.mkdtemp(prefix="entente-page-")
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            port = s.getsockname()[1]
        self.driver = subprocess.Popen(["chromedriver", f"--port={port}", "--silent"],
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.base = f"http://127.0.0.1:{port}"
        flags = FLAGS + [f"--user-data-dir={self.profile}", "about:blank"]
        want = {"browserName": "chrome", "goog:chromeOptions": {"args": flags},
                "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"}}
        try:
            self._await_driver()
            session = self._call("POST", "/session", {"capabilities": {"alwaysMatch": want}})
            self.base += "/session/" + session["sessionId"]
            self.look_like(width, height, dark, scale)
        except BaseException:
            self.close()
            raise

    def _await_driver(self):
        for _ in range(200):
            try:
                if self._call("GET", "/status")["ready"]:
                    return
            except OSError:
                pass
            time.sleep(0.05)
        raise RuntimeError("chromedriver does not answer")

    def _call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=300) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(json.load(error)["value"]["message"].splitlines()[0]) from None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        try:
            if "/session/" in self.base:
                self._call("DELETE", "")
        except (OSError, RuntimeError):
            pass
        self.driver.terminate()
        self.driver.wait()
        shutil.rmtree(self.profile, ignore_errors=True)

    def open(self, path):
        self._call("POST", "/url", {"url": "file://" + path})

    def run(self, script, *arguments):
        """Run a function body in the page; its return value, JSON's kinds only."""
        return self._call("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def wait(self, condition, seconds=60):
        """Until the JavaScript expression holds; its value."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            value = self.run("return " + condition)
            if value:
                return value
            time.sleep(0.05)
        raise AssertionError(f"never came true: {condition}")

    def find(self, selector):
        return self._call("POST", "/element", {"using": "css selector", "value": selector})[ELEMENT]

    def click(self, selector):
        self._call("POST", f"/element/{self.find(selector)}/click", {})

    def type(self, selector, text):
        self._call("POST", f"/element/{self.find(selector)}/value", {"text": text})

    def keys(self, text):
        """Press keys wherever the focus is."""
        actions = [a for c in text for a in ({"type": "keyDown", "value": c}, {"type": "keyUp", "value": c})]
        self._call("POST", "/actions", {"actions": [{"type": "key", "id": "keyboard", "actions": actions}]})

    def click_at(self, x, y):
        move = {"type": "pointerMove", "x": round(x), "y": round(y), "duration": 0}
        press = [{"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        self._call("POST", "/actions", {"actions": [{"type": "pointer", "id": "mouse", "actions": [move] + press}]})

    def drag(self, x, y, by_x, by_y):
        moves = [{"type": "pointerMove", "x": round(x + by_x * i / 10), "y": round(y + by_y * i / 10), "duration": 10}
                 for i in range(11)]
        actions = moves[:1] + [{"type": "pointerDown", "button": 0}] + moves[1:] + [{"type": "pointerUp", "button": 0}]
        self._call("POST", "/actions", {"actions": [{"type": "pointer", "id": "mouse", "actions": actions}]})

    def devtools(self, command, **parameters):
        return self._call("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def look_like(self, width, height, dark=False, scale=1):
        """A window of this size, on a system of this theme that shuns motion (so that a test need not wait for it)."""
        self.devtools("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=scale, mobile=False)
        self.devtools("Emulation.setEmulatedMedia", features=[
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
            {"name": "prefers-reduced-motion", "value": "reduce"}])

    def picture(self, path):
        with open(path, "wb") as file:
            file.write(base64.b64decode(self._call("GET", "/screenshot")))

    def log(self, kind):
        return self._call("POST", "/se/log", {"type": kind})

    def complaints(self):
        """What the page's console said since the last call."""
        return [f"{e['level']}: {e['message']}" for e in self.log("browser")]

    def requests(self):
        """The addresses that pages of files have asked for since the last call, themselves included."""
        events = [json.loads(e["message"])["message"] for e in self.log("performance")]
        sent = [e["params"] for e in events if e["method"] == "Network.requestWillBeSent"]
        return [p["request"]["url"] for p in sent if p.get("documentURL", "").startswith("file:")]


# What the protocol calls keys that write no letter
ESCAPE, ENTER, TAB, LEFT, UP, RIGHT, DOWN = "\ue00c", "\ue007", "\ue004", "\ue012", "\ue013", "\ue014", "\ue015"
