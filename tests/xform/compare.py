"""Compares the XForms that anketa writes with those of pyxform, the reference converter.

A development check, not part of the tests: it needs Python with pyxform 4.5.0 and lxml
(`python3 -m venv venv; venv/bin/pip install pyxform==4.5.0 lxml`).

    venv/bin/python tests/xform/compare.py PROGRAM FORM.xlsx...

prints for each form `same`, or the differences, one a line: the meaning is compared (binds,
relevance, constraints, calculations, texts in every language, sets of choices, controls, actions,
order), not spelling (blanks, order of attributes, whether a text stands in the label or in itext).
With --validate what anketa writes goes through ODK Validate as well.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from lxml import etree
from pyxform.validators import odk_validate
from pyxform.xls2xform import convert

XF = "{http://www.w3.org/2002/xforms}"


def squeeze(text):
    """An expression without blanks that mean nothing: those outside of quotes."""
    parts = re.split(r"('[^']*'|\"[^\"]*\")", text or "")
    for at in range(0, len(parts), 2):
        part = re.sub(r"\s+", " ", parts[at])
        parts[at] = re.sub(r" ?([()\[\],=<>+*|/!]) ?", r"\1", part)
    return "".join(parts).strip()


def words(element):
    """The text of a label with what is filled in, blanks at its ends and runs of them aside."""
    out = element.text or ""
    for child in element:
        out += "{" + squeeze(child.get("value")) + "}" + (child.tail or "")
    return re.sub(r"\s+", " ", out).strip()


def short(tag):
    return etree.QName(tag).localname


def attributes(element, skip=()):
    return {
        re.sub(r"\{.*/(\w+)\}", r"\1:", name): squeeze(value)
        for name, value in element.attrib.items()
        if short(name) not in skip
    }


class Form:
    """What an XForm means, as lines that can be compared."""

    def __init__(self, xml):
        root = etree.fromstring(xml.encode() if isinstance(xml, str) else xml)
        self.model = root.find(f".//{XF}model")
        self.texts = {}
        for translation in self.model.iter(f"{XF}translation"):
            for text in translation:
                for value in text:
                    key = (text.get("id"), value.get("form"))
                    said = words(value)
                    if said not in ("-", ""):
                        self.texts.setdefault(key, {})[translation.get("lang")] = said
        self.languages = [it.get("lang") for it in self.model.iter(f"{XF}translation")]
        self.languages = sorted(it for it in self.languages if it != "default") or ["default"]
        if len(self.languages) == 1:
            # The name of an only language says nothing about what is asked.
            for said in self.texts.values():
                for name in list(said):
                    said["default"] = said.pop(name)
            self.languages = ["default"]
        self.lines = []
        body = root.find(".//{http://www.w3.org/1999/xhtml}body")
        self.instances()
        self.binds()
        self.line("body", attributes(body))
        for control in body:
            self.control(control)

    def line(self, *parts):
        self.lines.append(" ".join(str(part) for part in parts))

    def said(self, reference, form=None):
        texts = dict(self.texts.get((reference, form), {}))
        fallback = texts.pop("default", None)
        if fallback is not None:
            for language in self.languages:
                texts.setdefault(language, fallback)
        return texts

    def text(self, element):
        """What a label, hint or message says in every language."""
        if element is None:
            return {}
        return self.of_text(element.get("ref"), words(element))

    def of_text(self, reference, plain):
        found = re.match(r"jr:itext\('(.*)'\)$", reference or "")
        if not found:
            return {language: plain for language in self.languages} if plain else {}
        said = {}
        for form in (None, "guidance", "image", "big-image", "audio", "video"):
            for language, text in self.said(found[1], form).items():
                said[language if form is None else f"{language}:{form}"] = text
        return dict(sorted(said.items()))

    def instances(self):
        found = self.model.findall(f"{XF}instance")
        self.node(found[0][0], "")
        others = []
        for instance in found[1:]:
            items = []
            for item in instance.iter(f"{XF}item"):
                cells = {short(cell.tag): (cell.text or "").strip() for cell in item}
                label = cells.pop("label", "")
                reference = cells.pop("itextId", None)
                reference = f"jr:itext('{reference}')" if reference else None
                cells["label"] = self.of_text(reference, re.sub(r"\s+", " ", label))
                items.append(str(cells))
            others.append(f"instance {instance.get('id')} {instance.get('src')} {items}")
        self.lines += sorted(others)

    def node(self, element, path):
        if not isinstance(element.tag, str):
            return
        path = f"{path}/{short(element.tag)}"
        value = "" if len(element) else (element.text or "").strip()
        self.line("node", path, attributes(element), repr(value))
        for child in element:
            self.node(child, path)

    def binds(self):
        for element in self.model:
            if short(element.tag) == "bind":
                said = attributes(element)
                for name in ("jr:constraintMsg", "jr:requiredMsg", "javarosa:constraintMsg", "javarosa:requiredMsg"):
                    if name in said:
                        raw = [v for k, v in element.attrib.items() if name.endswith(short(k))][0]
                        said[name] = self.of_text(raw, re.sub(r"\s+", " ", raw).strip())
                for name, none in (("required", "false()"), ("readonly", "false()")):
                    if said.get(name) == none:
                        said.pop(name)
                self.line("bind", sorted(said.items()))
            elif short(element.tag) not in ("instance", "itext"):
                self.line(short(element.tag), sorted(attributes(element).items()))

    def control(self, element, depth=0):
        tag = short(element.tag)
        label = element.find(f"{XF}label")
        hint = element.find(f"{XF}hint")
        said = sorted(attributes(element).items())
        self.line(" " * depth + tag, said, self.text(label), self.text(hint))
        for child in element:
            name = short(child.tag)
            if name in ("label", "hint"):
                continue
            if name == "itemset":
                parts = {short(it.tag): it.get("ref") for it in child}
                parts["label"] = "label" if "itext" in parts["label"] else parts["label"]
                self.line(" " * depth + " itemset", squeeze(child.get("nodeset")), parts)
            elif name == "value":
                self.line(" " * depth + " value", child.text)
            else:
                self.control(child, depth + 1)


def differences(ours, theirs):
    import difflib

    a, b = Form(ours).lines, Form(theirs).lines
    if sorted(Form(ours).languages) != sorted(Form(theirs).languages):
        yield f"languages: {Form(ours).languages} here, {Form(theirs).languages} there"
    for line in difflib.unified_diff(b, a, "pyxform", "anketa", n=0, lineterm=""):
        if not line.startswith(("---", "+++", "@@")):
            yield line


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("forms", nargs="+", type=Path)
    parser.add_argument("--validate", action="store_true")
    parser.add_argument("--most", type=int, default=20, help="differences shown of one form")
    options = parser.parse_args()
    bad = 0
    for form in options.forms:
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / f"{form.stem}.xml"
            book = form
            if form.suffix in (".yaml", ".md"):
                book = Path(folder) / f"{form.stem}.xlsx"
                subprocess.run([options.program, "convert", form, book], check=True, capture_output=True)
            run = subprocess.run(
                [options.program, "convert", form, out, "--to", "xform"],
                capture_output=True,
                text=True,
            )
            try:
                theirs = convert(str(book)).xform
            except Exception as error:  # whatever pyxform raises is its verdict
                print(f"{form.stem}: pyxform refuses: {str(error)[:150]}")
                theirs = None
            if run.returncode:
                print(f"{form.stem}: anketa refuses: {run.stderr.strip()[:300]}")
                bad += theirs is not None
                continue
            if options.validate:
                try:
                    odk_validate.check_xform(str(out))
                except Exception as error:
                    bad += 1
                    print(f"{form.stem}: ODK Validate: {str(error)[:600]}")
            if theirs is None:
                continue
            found = list(differences(out.read_bytes(), theirs))
            bad += bool(found)
            print(f"{form.stem}: {len(found) or 'same'}")
            for line in found[: options.most]:
                print("   ", line[:700])
    sys.exit(bool(bad))


if __name__ == "__main__":
    main()
