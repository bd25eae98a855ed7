"""What eyes make of colours: CIELAB as people without one kind of cone have it, and in grey."""

from __future__ import annotations

import numpy as np

# Machado, Oliveira and Fernandes (2009): what is seen without one kind of cone, in linear RGB.
EYES = {
    "normal": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "protan": [
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deutan": [
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritan": [
        [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}  # fmt: skip


def see(colour: str, eye: str) -> np.ndarray:
    """A colour as an eye has it, in CIELAB; the eye "grey" has its lightness alone."""
    raw = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(raw <= 0.04045, raw / 12.92, ((raw + 0.055) / 1.055) ** 2.4)
    linear = np.clip(np.array(EYES["normal" if eye == "grey" else eye]) @ linear, 0, 1)
    xyz = [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
           [0.0193339, 0.1191920, 0.9503041]] @ linear / [0.95047, 1, 1.08883]  # fmt: skip
    x, y, z = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    hue = 0 if eye == "grey" else 1
    return np.array([116 * y - 16, hue * 500 * (x - y), hue * 200 * (y - z)])


def differ(first: str, second: str, eye: str) -> float:
    """CIE76 between two colours; 2.3 is just seen side by side."""
    return float(np.linalg.norm(see(first, eye) - see(second, eye)))
