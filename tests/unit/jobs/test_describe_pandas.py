# SPDX-License-Identifier: GPL-3.0-or-later
"""Our CSV description beside pandas' own: `pandas.read_csv(path, low_memory=False).describe()`.

TICKWELL_DESCRIBE_CSV is the program describe_csv. TICKWELL_SEED=N makes other files.
"""
import json
import math
import os
import random
import subprocess
import tempfile
import unittest
import warnings
from pathlib import Path

import numpy
import pandas

PROGRAM = os.environ["TICKWELL_DESCRIBE_CSV"]
MISSING = ["", "NA", "N/A", "n/a", "NaN", "nan", "-nan", "-NaN", "null", "NULL", "#N/A", "#N/A N/A", "#NA",
           "<NA>", "1.#IND", "-1.#IND", "1.#QNAN", "-1.#QNAN"]
WORDS = ["x", "True", "FALSE", "-", "+", ".", "e5", "1e", "1e+", "0x10", "1_000", "1 2", "--1", "+-1", "1.2.3",
         "infinit", " nan", " ", "NA ", "1e400", "0e400", "日本", "a\"b", "na", "none", "12:30", "1,5",
         "two\nlines", 'say "hi"', "\"", ",", "1e00000000000000000005", "9" * 400]
HUGE = [2**53 + 1, 2**63 - 1, 2**63, 2**64 - 1, 2**64, 10**19, 10**20, 123456789012345678901234567890]


def integer(source):
    return str(source.choice([0, 1, 7, -3, source.randint(-100, 100), source.randint(-10**6, 10**12)]))


def real(source):
    value = source.gauss(0, 10 ** source.randint(-3, 6))
    return source.choice([
        repr(value), f"{value:.2f}", f"{value:.6f}", f"{value:.17f}", f"{value:e}", f"{value:.3E}",
        f"{abs(value):.1f}", "1.", ".5", "-.25", "00.50", "-0.0", f"{source.random():.25f}",
        f"1e{source.randint(-320, 200)}", f"{value:.0f}.", "1E5", "1e-400", "1.5e+3"])


def large(source):
    value = source.choice(HUGE)
    # Beside a missing cell pandas takes the least int64 for missing, too.
    signs = ["", "+"] if value in (2**63 - 1, 2**63) else ["", "-", "+"]
    return source.choice(signs) + str(value) + source.choice(["", "", "", ".0", ".5", "e0"])


def infinite(source):
    return source.choice(["inf", "-inf", "+inf", "Infinity", "-INFINITY", "iNf", "+infinity"])


def spaced(source, text):
    return source.choice(["", " ", "  ", "\t"]) + text + source.choice(["", " ", "\t "])


def style(source):
    """What a column's cells are like: a function that makes one."""
    kinds = source.choice([
        [integer], [integer], [real], [real], [integer, real], [large], [large, integer],
        [large, real], [large, integer, real], [infinite, real], [integer, lambda s: s.choice(WORDS)],
        [lambda s: s.choice(WORDS)], [lambda s: s.choice(["True", "False"])], [lambda s: "7"],
        [lambda s: s.choice(MISSING)]])
    gaps = source.choice([0, 0, 0, 0.1, 0.9])
    spaces = source.random() < 0.2

    def cell():
        if source.random() < gaps:
            return source.choice(MISSING)
        text = source.choice(kinds)(source)
        return spaced(source, text) if spaces and text else text
    return cell


def encoded(source, text, quotes):
    if any(c in text for c in ",\n\r") or text.startswith('"') or source.random() < quotes:
        # What follows a closing quote belongs to the cell.
        cut = len(text) if source.random() < 0.9 or any(c in text for c in ",\n\r") \
            else source.randint(0, len(text))
        return '"' + text[:cut].replace('"', '""') + '"' + text[cut:] \
            if not text[cut:].startswith('"') else '"' + text.replace('"', '""') + '"'
    return text


def random_csv(source):
    columns = source.choice([1, 2, 3, 8])
    end = source.choice(["\n", "\r\n", "\r"])
    quotes = source.choice([0, 0, 0.3, 1])
    names = [source.choice(["a", "b", "a", "a.1", "", "Unnamed: 0", "名", 'q"', " c"]) for _ in range(columns)]
    cells = [style(source) for _ in range(columns)]
    rows = [",".join(encoded(source, name, quotes) for name in names) or '""']
    for _ in range(source.choice([1, 2, 5, 30])):
        row = [cell() for cell in cells]
        if end == "\r":
            row[0] = row[0].lstrip() or "1"  # pandas reads such rows twice
        row = ",".join(encoded(source, text, quotes) for text in row)
        rows.append(row if row.strip(" \t") else '""')
        if source.random() < 0.05 and end != "\r":  # behind such a blank one it loses a cell
            rows.append(source.choice(["", " ", "\t "]))
    blank = source.choice(["", "", end]) if end != "\r" else ""
    text = source.choice(["", "", "", "\ufeff"]) + blank + end.join(rows)
    return text + source.choice(["", end])


def pandas_description(path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        frame = pandas.read_csv(path, low_memory=False).select_dtypes("number")
        if not len(frame.columns) or not len(frame):
            return {}, frame
        return frame.describe().to_dict(), frame


def descriptions(paths, *flags):
    lines = subprocess.run([PROGRAM, *flags, *map(str, paths)], check=True, capture_output=True,
                           timeout=300).stdout.decode().splitlines()
    return [json.loads(line) for line in lines]


def agree(ours, theirs, slack=0.0):
    if ours is None or not math.isfinite(theirs):
        return ours is None and not math.isfinite(theirs)
    return abs(ours - theirs) <= max(1e-9 * max(abs(ours), abs(theirs)), slack)


def wraps(column):
    """Whether numpy's difference of two of these int64 wraps, of which its quantiles are then wrong."""
    return column.dtype == "int64" and int(column.max()) - int(column.min()) >= 2**63


class Describe(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="tickwell-test-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def write(self, text, name="data.csv"):
        path = self.folder / name
        path.write_bytes(text.encode())
        return path

    def check(self, ours, path, text=None):
        """`ours` says of the file what pandas says."""
        theirs, frame = pandas_description(path)
        told = f"{text or path!r}\nours {ours}\npandas {theirs}"
        self.assertEqual(list(ours), list(theirs), told)
        for name, column in theirs.items():
            self.assertEqual(list(ours[name]), list(column), told)
            # What remains when large numbers cancel out is rounding.
            finite = frame[name][numpy.isfinite(frame[name].astype(float))].astype(float)
            slack = 1e-15 * float(finite.abs().max()) * len(finite) if len(finite) else 0.0
            for figure, value in column.items():
                if figure.endswith("%") and wraps(frame[name]):
                    continue
                rounded = figure not in ("count", "min", "max")
                self.assertTrue(agree(ours[name][figure], value, slack if rounded else 0.0),
                                f"{name} {figure}\n{told}")

    def test_random_files_are_described_as_pandas_does(self):
        source = random.Random(int(os.environ.get("TICKWELL_SEED", "1")))
        texts = [random_csv(source) for _ in range(600)]
        paths = [self.write(text, f"{i}.csv") for i, text in enumerate(texts)]
        for ours, path, text in zip(descriptions(paths), paths, texts):
            self.check(ours, path, text)

    def test_random_files_are_described_alike_in_blocks_of_any_size(self):
        source = random.Random(2)
        paths = [self.write(random_csv(source), f"{i}.csv") for i in range(150)]
        whole = descriptions(paths)
        for flags in (["--block", "1"], ["--block", "7", "--threads", "3"], ["--block", "100"]):
            for a, b, path in zip(whole, descriptions(paths, *flags), paths):
                self.assertEqual(list(a), list(b), path.read_bytes())
                for name in a:
                    for figure in ("count", "min", "25%", "50%", "75%", "max"):
                        self.assertEqual(a[name][figure], b[name][figure], path.read_bytes())

    def test_each_missing_word_is_missing(self):
        text = "a,b\n" + "".join(f"{i},{word}\n" for i, word in enumerate(MISSING)) + "1,2.5\n"
        path = self.write(text)
        ours = descriptions([path])[0]
        self.assertEqual(ours["b"]["count"], 1)
        self.check(ours, path)

    def test_each_odd_word_alone_is_typed_as_pandas_does(self):
        words = MISSING + [word for word in WORDS if not set(word) & set(',\n"')] \
            + ["inf", "+Inf", "-infinity"] + [sign + str(n) + end for n in HUGE for sign in ("", "-", "+")
                                               for end in ("", ".", ".5", "e1")]
        paths = []
        for i, word in enumerate(words):
            for k, rows in enumerate(([word], ["1", word], [word, "-1"], ["", word], [word, "1.5"],
                                      ["1.5", word], ["-1.5", word])):
                if "" in rows and word in ("-9223372036854775807", "-9223372036854775808"):
                    continue  # pandas takes the least int64 for missing, too
                paths.append(self.write("a,b\n" + "".join(f"{row},\n" for row in rows), f"{i}-{k}.csv"))
        for ours, path in zip(descriptions(paths), paths):
            self.check(ours, path, path.read_text())

    def test_column_names_are_pandas_own(self):
        for header in ("a,a,a", "a,a,a.1,a", "a,,a,", ",,", "Unnamed: 0,,x", "x,Unnamed: 1,", '"a ""b""",c,d',
                       "a.1,a,a", "a,a.1,a", "b\ufeff,é,日本", "Unnamed: 1,,", "a,a,a.2"):
            with self.subTest(header):
                path = self.write(header + "\n")
                columns = len(next(iter(pandas.read_csv(path, header=None, nrows=1).values)))
                path = self.write(header + "\n" + ",".join("1" * columns) + "\n")
                self.check(descriptions([path])[0], path, header)

    def test_a_large_file_of_all_distributions(self):
        generator = numpy.random.default_rng(3)
        rows = 120_000
        frame = pandas.DataFrame({
            "id": numpy.arange(rows), "normal": generator.normal(size=rows),
            "heavy": generator.standard_cauchy(rows), "price": generator.normal(100, 5, rows).round(2),
            "few": generator.integers(0, 4, rows), "constant": 7.25,
            "large": generator.integers(-2**62, 2**62, rows), "tiny": generator.normal(size=rows) * 1e-200,
            "blank": numpy.where(generator.random(rows) < 0.5, numpy.nan, generator.random(rows)),
            "text": generator.choice(["one", 'tw"o', "thr,ee", "fo\nur", ""], rows),
            "lognormal": generator.lognormal(0, 8, rows), "descending": numpy.arange(rows)[::-1] / 7,
        })
        path = self.folder / "large.csv"
        frame.to_csv(path, index=False)
        for flags in ([], ["--threads", "1"], ["--threads", "4", "--block", "5000"]):
            with self.subTest(flags):
                self.check(descriptions([path], *flags)[0], path)

    def test_a_column_that_turns_to_text_late_is_no_number(self):
        path = self.write("a,b\n" + "".join(f"{i},{i}\n" for i in range(400_000)) + "1,x\n")
        ours = descriptions([path])[0]
        self.assertEqual(list(ours), ["a"])
        self.check(ours, path)

    @unittest.skipIf("TICKWELL_SANITIZER" in os.environ, "a sanitizer takes memory of its own")
    def test_peak_memory_is_below_ten_bytes_a_number(self):
        generator = numpy.random.default_rng(4)
        path = self.folder / "doubles.csv"
        rows = 1_000_000
        pandas.DataFrame(generator.normal(size=(rows, 4)) * 1e5).to_csv(path, index=False)
        small = self.write("a\n1\n")
        peaks = []
        for file in (small, path):
            process = subprocess.Popen([PROGRAM, str(file)], stdout=subprocess.DEVNULL)
            peaks.append(os.wait4(process.pid, 0)[2].ru_maxrss * 1024)
            process.returncode = 0
        constant = 40 * 2**20
        self.assertLess(peaks[1] - peaks[0], 10 * 4 * rows + constant)


if __name__ == "__main__":
    unittest.main()
