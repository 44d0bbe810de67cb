"""Small budgets without a fault, from which the rules make their examples."""

from __future__ import annotations

from typing import Final

TABLE: Final = """\
format: 1
id: vi-du
budget:
  unit: triệu đồng
  years: [2025, 2026]
  lines:
    - {id: phong-ngua, name: Phòng ngừa, amounts: [300, 210], total: 510}
    - {id: dau-tranh, name: Đấu tranh, amounts: [400, 450], total: 850}
  totals: [700, 660]
  total: 1360
"""
"""Two lines, two years, all totals printed."""

STATED: Final = (
    TABLE
    + """\
  stated:
    - amount: "1.360.000.000"
      unit: đồng
      words: Một tỷ ba trăm sáu mươi triệu đồng
"""
)
"""The same, with the grand total also in figures and in words."""

NESTED: Final = """\
format: 1
id: vi-du
budget:
  unit: triệu đồng
  years: [2025, 2026]
  lines:
    - id: phong-ngua
      name: Phòng ngừa
      amounts: [300, 210]
      total: 510
      lines:
        - {id: tuyen-truyen, name: Tuyên truyền, amounts: [100, 90], total: 190}
        - {id: tap-huan, name: Tập huấn, amounts: [200, 120], total: 320}
    - {id: dau-tranh, name: Đấu tranh, amounts: [400, 450], total: 850}
  totals: [700, 660]
  total: 1360
"""
"""The first line is the subtotal of two others."""

SPLIT: Final = """\
format: 1
id: vi-du
budget:
  unit: triệu đồng
  years: [2025, 2026]
  sources:
    - {id: tinh, name: Ngân sách tỉnh}
    - {id: trung-uong, name: Ngân sách Trung ương}
  lines:
    - id: phong-ngua
      name: Phòng ngừa
      amounts: [300, 210]
      total: 510
      split: {tinh: [250, 200], trung-uong: [50, 10]}
    - {id: dau-tranh, name: Đấu tranh, source: tinh, amounts: [400, 450], total: 850}
  totals: [700, 660]
  total: 1360
"""
"""The first line is paid from two sources."""

COLUMNS: Final = """\
format: 1
id: vi-du
budget:
  unit: triệu đồng
  sources:
    - {id: tinh, name: Ngân sách tỉnh}
    - {id: trung-uong, name: Ngân sách Trung ương}
  years: [2025, 2026]
  columns:
    - {id: tinh-2025, title: NS tỉnh, kind: part, year: 2025, source: tinh}
    - {id: tw-2025, title: NSTW, kind: part, year: 2025, source: trung-uong}
  lines:
    - {id: phong-ngua, name: Phòng ngừa, amounts: [300, 210], total: 510, columns: {tinh-2025: 250, tw-2025: 50}}
    - {id: dau-tranh, name: Đấu tranh, amounts: [400, 450], total: 850, columns: {tinh-2025: 400, tw-2025: 0}}
  totals: [700, 660]
  column_totals: {tinh-2025: 650, tw-2025: 50}
  total: 1360
"""
"""Two further columns say what each source pays in one of the years."""

OF_WHICH: Final = NESTED.replace("      total: 510\n", "      total: 510\n      of_which: true\n").replace(
    "[200, 120], total: 320", "[150, 60], total: 210"
)
"""The lines below the first are only some parts of it."""
