"""Does with pydicom what each line of the standard input says, and prints the nanoseconds of processor time that it took.

A line is: task, file of a data set without file meta information, UID of its transfer syntax, how many times.
The first line of the output is pydicom's version.
"""
import sys
import time
from io import BytesIO

import pydicom
from pydicom.dataset import Dataset
from pydicom.filebase import DicomBytesIO
from pydicom.filereader import read_dataset
from pydicom.filewriter import write_dataset

IMPLICIT = "1.2.840.10008.1.2"
PIXEL_DATA = 0x7FE00010
VALUES = (
    "SOPClassUID", "SOPInstanceUID", "StudyDate", "Modality", "PatientName", "PatientID", "StudyInstanceUID",
    "SeriesInstanceUID", "SeriesNumber", "InstanceNumber",
)


def at_pixel_data(tag, vr, length):
    return tag >= PIXEL_DATA


def read(data, implicit, stop=None):
    return read_dataset(BytesIO(data), implicit, True, stop_when=stop)


def values(dataset):
    return [str(dataset.get(keyword, "")) for keyword in VALUES]


def every_value(dataset):
    return [element.value for element in dataset.iterall()]


def write(dataset, implicit):
    out = DicomBytesIO()
    out.is_implicit_VR = implicit
    out.is_little_endian = True
    write_dataset(out, dataset)
    return out


def built():
    header = Dataset()
    header.SpecificCharacterSet = "ISO_IR 100"
    header.ImageType = ["ORIGINAL", "PRIMARY", "AXIAL"]
    header.SOPClassUID = "1.2.840.10008.5.1.4.1.1.2"
    header.SOPInstanceUID = "1.2.826.0.1.3680043.8.498.12345678901234567890"
    header.StudyDate = "20240101"
    header.StudyTime = "101010"
    header.AccessionNumber = "A123"
    header.Modality = "CT"
    header.Manufacturer = "INVENTED"
    header.StudyDescription = "Thorax"
    header.PatientName = "Invented^Patient"
    header.PatientID = "12345"
    header.PatientBirthDate = "19700101"
    header.PatientSex = "O"
    header.SliceThickness = "1.25"
    header.KVP = "120"
    header.StudyInstanceUID = "1.2.826.0.1.3680043.8.498.1"
    header.SeriesInstanceUID = "1.2.826.0.1.3680043.8.498.2"
    header.SeriesNumber = "1"
    header.InstanceNumber = "10"
    header.ImagePositionPatient = ["0", "0", "1.5"]
    header.ImageOrientationPatient = ["1", "0", "0", "0", "1", "0"]
    header.SamplesPerPixel = 1
    header.PhotometricInterpretation = "MONOCHROME2"
    header.Rows = 512
    header.Columns = 512
    header.BitsAllocated = 16
    header.BitsStored = 12
    header.HighBit = 11
    header.PixelRepresentation = 0
    return header


def operation(task, data, implicit):
    if task == "HEADER":
        return lambda: read(data, implicit, at_pixel_data)
    if task == "VALUES":
        return lambda: values(read(data, implicit, at_pixel_data))
    if task == "WHOLE":
        return lambda: read(data, implicit)
    if task == "ALL":
        return lambda: every_value(read(data, implicit))
    if task == "CONVERT":
        dataset = read(data, implicit)
        return lambda: write(dataset, not implicit)
    if task == "BUILD":
        return lambda: write(built(), implicit)
    raise ValueError(task)


def main():
    print(pydicom.__version__, flush=True)
    operations = {}
    for line in sys.stdin:
        task, path, syntax, times = line.rstrip("\n").split("\t")
        if (task, path) not in operations:
            with open(path, "rb") as file:
                operations[task, path] = operation(task, file.read(), syntax == IMPLICIT)
        run = operations[task, path]
        start = time.process_time_ns()
        for _ in range(int(times)):
            run()
        print(time.process_time_ns() - start, flush=True)


main()
