#!/usr/bin/env python3
"""Writes INDEX.md from the scenarios: index.py [--check]

--check exits with 1 when INDEX.md is not what would be written."""
import json, os, sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def load(folder, name):
    path = os.path.join(ROOT, folder, name)
    if not os.path.exists(path):
        return None
    with open(path) as f:
        return json.load(f)


def notes(sc, golden):
    if golden is None:
        return "not recorded"
    marks = {"Envoy crashes": golden.get("crashed"), "Envoy does not start": golden["startup"] == "failed", "unstable": sc.get("unstable")}
    return ", ".join(mark for mark, is_so in marks.items() if is_so)


def index():
    families = {}
    for file in sorted(os.listdir(os.path.join(ROOT, "scenarios"))):
        if file.endswith(".json"):
            families.setdefault(file[:-5].split("-")[0], []).append(file[:-5])
    count = sum(map(len, families.values()))
    lines = ["# Scenarios", "", "%d scenarios in %d families. Written by `recorder/index.py` from the scenarios' `checks`." % (count, len(families)), ""]
    lines += ["| family | scenarios |", "| --- | --- |"]
    lines += ["| [%s](#%s) | %d |" % (family, family, len(names)) for family, names in families.items()]
    for family, names in families.items():
        lines += ["", "## %s" % family, "", "| name | what it checks | |", "| --- | --- | --- |"]
        for name in names:
            sc, golden = load("scenarios", name + ".json"), load("golden", name + ".json")
            lines.append("| %s | %s | %s |" % (name, sc.get("checks", "").replace("|", "\\|"), notes(sc, golden)))
    return "\n".join(lines) + "\n"


path = os.path.join(ROOT, "INDEX.md")
if "--check" in sys.argv:
    sys.exit(0 if os.path.exists(path) and open(path).read() == index() else "INDEX.md is old: run recorder/index.py")
with open(path, "w") as f:
    f.write(index())
