"""`Lanes`: sixteen numbers that a processor works at once, in either precision or whole, for loops that are compiled.

Numba leaves it to LLVM to find out which numbers of a loop can be worked at once. It does not where each step needs the
one before, as in dynamic time warping. Here the sixteen are said: LLVM makes of them one register, two or four, as the
processor has it. Only loops of `compiled` can call these functions; what they are made of is kept with those loops, so
that after a change here the files in `__pycache__` must go.
"""

from collections.abc import Callable
from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic, models, register_model

LANES = 16
"""Single-precision numbers in the widest registers; elsewhere as many registers as it takes."""

_INDEX = ir.IntType(32)


class _Lanes(types.Type):  # type: ignore[misc]  # numba tells no types
    """The type of sixteen numbers, for the compiler."""

    def __init__(self, number: Any) -> None:
        self.number = number
        super().__init__(name=f"Lanes({number})")


_HALF = ir.IntType(16)


def _vector(number: Any) -> ir.VectorType:
    return ir.VectorType({types.float32: ir.FloatType(), types.float64: ir.DoubleType()}.get(number, _INDEX), LANES)


class _Model(models.PrimitiveModel):  # type: ignore[misc]
    """How they lie in memory and in registers."""

    def __init__(self, manager: Any, kind: Any) -> None:
        super().__init__(manager, kind, _vector(kind.number))


register_model(_Lanes)(_Model)


def _whole(name: str, builder: ir.IRBuilder, *lanes: Any) -> Any:
    """Return what LLVM's function `name` makes of vectors of one type."""
    kind = lanes[0].type
    bits = 32 if isinstance(kind.element, ir.FloatType) else 64
    signature = ir.FunctionType(kind, [kind] * len(lanes))
    known = cgutils.get_or_insert_function(builder.module, signature, f"llvm.{name}.v{LANES}f{bits}")
    return builder.call(known, lanes)


def _address(context: Any, builder: ir.IRBuilder, kind: Any, array: Any, place: Any) -> Any:
    """Return where sixteen numbers lie from `place` of a flat array on; nothing looks whether they are inside of it."""
    begin = context.make_array(kind)(context, builder, array).data
    return builder.bitcast(builder.gep(begin, [place]), _vector(kind.dtype).as_pointer())


def _spread(builder: ir.IRBuilder, number: Any) -> Any:
    """Return one number sixteen times."""
    one = builder.insert_element(ir.Constant(ir.VectorType(number.type, LANES), ir.Undefined), number, _INDEX(0))
    return builder.shuffle_vector(one, one, ir.Constant(ir.VectorType(_INDEX, LANES), [0] * LANES))


def _load(typing: Any, values: Any, place: Any) -> Any:
    del typing, place

    def code(context: Any, builder: ir.IRBuilder, signature: Any, given: Any) -> Any:
        kind = signature.args[0]
        return builder.load(_address(context, builder, kind, *given), align=kind.dtype.bitwidth // 8)

    return _Lanes(values.dtype)(values, types.intp), code


def _store(typing: Any, values: Any, place: Any, lanes: Any) -> Any:
    del typing, place

    def code(context: Any, builder: ir.IRBuilder, signature: Any, given: Any) -> Any:
        kind = signature.args[0]
        builder.store(given[2], _address(context, builder, kind, *given[:2]), align=kind.dtype.bitwidth // 8)
        return context.get_dummy_value()

    return types.void(values, types.intp, lanes), code


def _filled(typing: Any, values: Any, number: Any) -> Any:
    del typing, number

    def code(context: Any, builder: ir.IRBuilder, signature: Any, given: Any) -> Any:
        del context, signature
        return _spread(builder, given[1])

    return _Lanes(values.dtype)(values, values.dtype), code


def _everywhere(typing: Any, values: Any, place: Any) -> Any:
    del typing, place

    def code(context: Any, builder: ir.IRBuilder, signature: Any, given: Any) -> Any:
        kind = signature.args[0]
        begin = context.make_array(kind)(context, builder, given[0]).data
        return _spread(builder, builder.load(builder.gep(begin, [given[1]])))

    return _Lanes(values.dtype)(values, types.intp), code


def _moved_up(typing: Any, lanes: Any, first: Any) -> Any:
    del typing, first

    def code(context: Any, builder: ir.IRBuilder, signature: Any, given: Any) -> Any:
        del context, signature
        one = builder.insert_element(ir.Constant(given[0].type, ir.Undefined), given[1], _INDEX(0))
        picked = [LANES, *range(LANES - 1)]  # beyond the end of the first come the lanes of the second
        return builder.shuffle_vector(given[0], one, ir.Constant(ir.VectorType(_INDEX, LANES), picked))

    return lanes(lanes, lanes.number), code


def _worked(work: Callable[..., Any], count: int) -> Any:
    """Return a function of `count` sixteens to another, lane by lane; work: a builder and their vectors → a vector."""

    def code(context: Any, builder: ir.IRBuilder, signature: Any, given: Any) -> Any:
        del context, signature
        return work(builder, *given)

    def of_one(typing: Any, a: Any) -> Any:
        del typing
        return a(a), code

    def of_two(typing: Any, a: Any, b: Any) -> Any:
        del typing
        return a(a, b), code

    def of_three(typing: Any, a: Any, b: Any, c: Any) -> Any:
        del typing
        return a(a, b, c), code

    return intrinsic((of_one, of_two, of_three)[count - 1])  # numba wants each argument to have a name


load = intrinsic(_load)
"""(values, place) → the sixteen numbers from `place` of a flat array on."""

store = intrinsic(_store)
"""(values, place, lanes): write them there."""

filled = intrinsic(_filled)
"""(values, number) → that number sixteen times, in the precision of the array."""

everywhere = intrinsic(_everywhere)
"""(values, place) → the one number at `place` of a flat array sixteen times; nothing looks whether it is inside."""

moved_up = intrinsic(_moved_up)
"""(lanes, first) → each number one lane up, the last one dropped, `first` in the first lane."""


def _plus(builder: ir.IRBuilder, a: Any, b: Any) -> Any:
    return builder.add(a, b) if a.type.element == _INDEX else builder.fadd(a, b)


plus = _worked(_plus, 2)
"""(a, b) → a + b, also of whole numbers."""

least = _worked(lambda builder, a, b: builder.select(builder.fcmp_ordered("<", a, b), a, b), 2)
"""(a, b) → a where it is less, else b."""

roots = _worked(lambda builder, a: _whole("sqrt", builder, a), 1)
"""(a) → √a."""

plus_gap = _worked(lambda builder, total, a, b: builder.fadd(total, _whole("fabs", builder, builder.fsub(a, b))), 3)
"""(total, a, b) → total + |a − b|."""


def _plus_square(builder: ir.IRBuilder, total: Any, a: Any, b: Any) -> Any:
    gap = builder.fsub(a, b)
    return _whole("fmuladd", builder, gap, gap, total)


plus_square = _worked(_plus_square, 3)
"""(total, a, b) → total + (a − b)², rounded once where the processor can."""

plus_product = _worked(lambda builder, total, a, b: _whole("fmuladd", builder, a, b, total), 3)
"""(total, a, b) → total + a · b, rounded once where the processor can."""


def _plus_products(builder: ir.IRBuilder, total: Any, a: Any, b: Any) -> Any:
    halves, whole = ir.VectorType(_HALF, 2 * LANES), ir.VectorType(_INDEX, 2 * LANES)
    products = builder.mul(*(builder.sext(builder.bitcast(each, halves), whole) for each in (a, b)))

    def every_other(first: int) -> Any:
        picked = ir.Constant(ir.VectorType(_INDEX, LANES), list(range(first, 2 * LANES, 2)))
        return builder.shuffle_vector(products, ir.Constant(whole, ir.Undefined), picked)

    return builder.add(total, builder.add(every_other(0), every_other(1)))


plus_products = _worked(_plus_products, 3)
"""(total, a, b) → total + the products of the two numbers of 16 bits that lie in each lane of a and of b.

Processors have an instruction for it: `vpdpwssd`, or `vpmaddwd` and a sum.
"""


def _in_precision(typing: Any, values: Any, lanes: Any) -> Any:
    del typing

    def code(context: Any, builder: ir.IRBuilder, signature: Any, given: Any) -> Any:
        del context
        return builder.sitofp(given[1], _vector(signature.return_type.number))

    return _Lanes(values.dtype)(values, lanes), code


in_precision = intrinsic(_in_precision)
"""(values, lanes) → whole numbers in the precision of the array."""

_ERF_ABOVE = (
    -2.72614225801306e-10, 2.77068142495902e-08, -2.10102402082508e-06, -5.69250639462346e-05, -7.34990630326855e-04,
    -2.95459980854025e-03, -1.60960333262415e-02,
)  # fmt: skip
_ERF_BELOW = (
    -1.45660718464996e-05, -2.13374055278905e-04, -1.68282697438203e-03, -7.37332916720468e-03, -1.42647390514189e-02,
)  # fmt: skip
"""The rational function by which Eigen (Guennebaud, Jacob et al., `generic_fast_erf`) works erf in single precision."""


def _gelu(builder: ir.IRBuilder, a: Any) -> Any:
    def each(number: float) -> Any:
        return ir.Constant(a.type, [number] * LANES)

    def polynomial(places: tuple[float, ...]) -> Any:
        total = each(places[0])
        for place in places[1:]:
            total = _whole("fmuladd", builder, total, square, each(place))
        return total

    z = builder.fmul(a, each(0.5**0.5))
    z = builder.select(builder.fcmp_ordered("<", z, each(-4.0)), each(-4.0), z)
    z = builder.select(builder.fcmp_ordered(">", z, each(4.0)), each(4.0), z)
    square = builder.fmul(z, z)
    erf = builder.fdiv(builder.fmul(z, polynomial(_ERF_ABOVE)), polynomial(_ERF_BELOW))
    half = builder.fmul(a, each(0.5))
    return _whole("fmuladd", builder, half, erf, half)


gelu = _worked(_gelu, 1)
"""(a) → a · Φ(a), Φ of the normal distribution (Hendrycks & Gimpel 2016), within 1e-6 · (1 + |a|)."""
