"""One scale and one shift a role, so that no role is near everybody.

The first policy is the identity: every scale 1, every shift 0. It is recorded in the manifest
and in every exposure, so that a later policy can be told apart from it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Calibration:
    """``scale``: (roles,) positive factors that are folded into the role rows."""

    policy: str
    scale: NDArray[np.float64]

    def apply(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """Role rows times their scale, ready for the index."""
        return np.ascontiguousarray(rows * self.scale[:, None], dtype=np.float32)


def identity(roles: int) -> Calibration:
    return Calibration("none", np.ones(roles))
