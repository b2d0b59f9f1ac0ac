"""Prints the elements of pydicom's own test files as pydicom reads them.

Each line has five columns: file, tag path, value representation, length of the value or U if undefined, and the values,
in hexadecimal UTF-8 with 1F between them; "-" where the values are neither text nor numbers.
"""
import sys
import warnings

import pydicom
from pydicom.dataelem import RawDataElement

warnings.simplefilter("ignore")
pydicom.config.convert_wrong_length_to_UN = False
pydicom.config.replace_un_with_known_vr = False
TEXT = ("AE", "AS", "CS", "DA", "DS", "DT", "IS", "LO", "LT", "PN", "SH", "ST", "TM", "UC", "UI", "UR", "UT")
NUMBERS = ("SS", "US", "SL", "UL", "SV", "UV")


def as_list(value):
    if value is None or value == "":
        return []
    return list(value) if isinstance(value, (list, pydicom.multival.MultiValue)) else [value]


def text(value):
    original = getattr(value, "original_string", None)  # of DS and IS as they were written, of PN as bytes
    return original if isinstance(original, str) else str(value)


def walk(name, path, dataset):
    for tag in sorted(dataset.keys()):
        raw = dataset.get_item(tag)
        length = raw.length if isinstance(raw, RawDataElement) else None
        element = dataset[tag]
        where = path + "(%04X,%04X)" % (tag.group, tag.element)
        shown = "U" if length in (None, 0xFFFFFFFF) else str(length)
        values = "-"
        if element.VR in TEXT or element.VR in NUMBERS:
            values = "\x1f".join(text(value) for value in as_list(element.value))
            values = "=" + values.encode("utf-8", "surrogatepass").hex()
        print("\t".join([name, where, element.VR, shown, values]))
        if element.VR == "SQ":
            for number, item in enumerate(element.value):
                walk(name, "%s[%d]" % (where, number), item)


for argument in sys.argv[1:]:
    try:
        walk(argument, "", pydicom.dcmread(argument, force=True))
    except Exception as e:  # pydicom's own limits are not what is tested
        print("\t".join([argument, "failed", type(e).__name__, "", ""]))
