"""Prints the texts of pydicom's own test files as pydicom reads them.

Each line has six columns: where it is from, Specific Character Set, value representation, the bytes, and the values as
pydicom has them; the last but one and what follows are hexadecimal, values in UTF-8 with 1F between them.
Lines that begin with "known" have what pydicom's tests expect, others what it reads.
"""
import ast
import glob
import os
import warnings

import pydicom

warnings.simplefilter("ignore")
ROOT = os.path.dirname(pydicom.__file__)
TEXTS = ("LO", "LT", "PN", "SH", "ST", "UC", "UT")


def line(source, terms, vr, raw, values):
    text = "\x1f".join(str(value) for value in values)
    print("\t".join([source, "\\".join(terms), vr, raw.hex(), text.encode("utf-8", "surrogatepass").hex()]))


def known():
    """The constants of pydicom's test of character sets, without a run of its tests."""
    with open(os.path.join(ROOT, "tests", "test_charset.py"), encoding="utf-8") as source:
        for node in ast.parse(source.read()).body:
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.List):
                yield node.targets[0].id, ast.literal_eval(node.value)


def as_list(value):
    if value is None or value == "":
        return []
    return list(value) if isinstance(value, (list, pydicom.multival.MultiValue)) else [value]


def walk(source, dataset, inherited):
    own = dataset.get_item(0x00080005)
    terms = inherited
    if own is not None:
        terms = as_list(dataset[0x00080005].value)
    for tag in sorted(dataset.keys()):
        raw = dataset.get_item(tag)
        raw_bytes = getattr(raw, "value", None)
        element = dataset[tag]
        where = "%s %08X" % (source, tag)
        if element.VR == "SQ":
            for item in element.value:
                walk(where, item, terms)
        elif element.VR in TEXTS and isinstance(raw_bytes, bytes) and raw_bytes:
            line(where, terms, element.VR, raw_bytes, as_list(element.value))


constants = dict(known())
for name, expected in constants["FILE_PATIENT_NAMES"]:
    dataset = pydicom.dcmread(os.path.join(ROOT, "data", "charset_files", name + ".dcm"))
    raw = dataset.get_item(0x00100010).value
    line("known " + name, as_list(dataset.get("SpecificCharacterSet")), "PN", raw, [expected])
for term, expected, raw in constants["ENCODED_NAMES"]:
    line("known " + term, ["", term], "PN", raw, [expected])
for path in sorted(glob.glob(os.path.join(ROOT, "data", "*_files", "**", "*.dcm"), recursive=True)):
    try:
        dataset = pydicom.dcmread(path, force=True)
        walk(os.path.basename(path), dataset, [])
    except Exception:  # some of these files are broken on purpose
        continue
