"""SymPy's side of kernel-against-sympy.ts: cases as JSON on stdin, times as JSON on stdout.

Each method decides every claim of a case from the expression trees, like the kernel: differentiate along the flow, subtract the rate,
reduce to zero. Trees are built outside the time, with new symbols for each repetition, so that SymPy's caches stay warm but cannot
remember the answer. A method counts only when it shows every claim zero.
"""
import json
import signal
import statistics
import sys
import time

try:
    import sympy
    from sympy.polys.fields import field
    from sympy.polys.rings import ring
except ImportError:
    sys.exit(3)

LIMIT_S = 30
ENOUGH_S = 2.0
MOST, LEAST = 40, 5


def residual(claim, moving):
    expression, rate = claim
    return sympy.Add(*[expression.diff(s) * by for s, by in moving]) - rate


def numerator(e):
    return sympy.fraction(sympy.together(e))[0]


def by_ring(case, build):
    """Everything in ZZ[symbols] from the start: only for claims that are polynomials."""
    return in_polys(ring(case['symbols'], sympy.ZZ), build)


def by_field(case, build):
    """Everything in ZZ(symbols) from the start: only for claims that are rational functions."""
    return in_polys(field(case['symbols'], sympy.ZZ), build)


def in_polys(made, build):
    whole, *generators = made
    moving, claims = build(dict(zip(map(str, generators), generators)))
    for expression, rate in claims:
        change = whole.zero
        for s, by in moving:
            change = change + (whole(expression)).diff(s) * by
        if change - rate != 0:
            return False
    return True


ON_TREES = {
    'expand': lambda r: sympy.expand(r) == 0,
    'together, expand': lambda r: sympy.expand(numerator(r)) == 0,
    'together, Poly': lambda r: sympy.Poly(numerator(r)).is_zero,
    'ratsimp': lambda r: sympy.ratsimp(r) == 0,
    'cancel': lambda r: sympy.cancel(r) == 0,
    'factor': lambda r: sympy.factor(r) == 0,
    'simplify': lambda r: sympy.simplify(r) == 0,
}
IN_POLYS = {'ring from the start': by_ring, 'field from the start': by_field}


def builder(case):
    """The case's texts, compiled once; called with the values of the symbols it gives (moving, claims)."""
    def code(text):
        return compile(text.replace('^', '**'), text, 'eval')
    moving = [(s, code(by)) for s, by in case['moving'].items()]
    claims = [(code(c['expression']), code(c['rate'])) for c in case['claims']]

    def build(values):
        names = {'sqrt': sympy.sqrt, 'tanh': sympy.tanh, **values}
        def value(c):
            return eval(c, names)
        return [(names[s], value(by)) for s, by in moving], [(value(e), value(r)) for e, r in claims]
    return build


def runs(case):
    """Pairs of a method's name and a function that prepares one repetition and returns what is to be timed."""
    build = builder(case)
    count = 0

    def on_trees(zero):
        def prepare():
            nonlocal count
            count += 1
            values = {s: sympy.Symbol(f'{s}_{count}', positive=True) for s in case['symbols']}
            moving, claims = build(values)
            return lambda: all(zero(residual([sympy.sympify(x) for x in claim], moving)) for claim in claims)
        return prepare

    for name, zero in ON_TREES.items():
        yield name, on_trees(zero)
    for name, method in IN_POLYS.items():
        yield name, lambda: lambda: method(case, build)


def timed(prepare):
    work = prepare()
    start = time.perf_counter()
    zero = work()
    return (time.perf_counter() - start) * 1e3, zero


def measure(prepare, best):
    """Median and first time in ms; the median of one when it is far from the best, or None with a reason when it fails."""
    signal.alarm(LIMIT_S)
    try:
        first, zero = timed(prepare)
        if not zero:
            return {'failed': 'does not reach zero'}
        times = [first]
        if first < 20 * best:
            while len(times) <= LEAST or (sum(times) < ENOUGH_S * 1e3 and len(times) <= MOST):
                times.append(timed(prepare)[0])
        return {'first': first, 'ms': statistics.median(times[1:] or times), 'runs': len(times)}
    except TimeoutError:
        return {'failed': f'more than {LIMIT_S} s'}
    except Exception as error:
        return {'failed': f'{type(error).__name__}: {str(error)[:60]}'}
    finally:
        signal.alarm(0)


def interrupted(*_):
    raise TimeoutError()


def main():
    signal.signal(signal.SIGALRM, interrupted)
    results = []
    for case in json.load(sys.stdin):
        methods, best = {}, float('inf')
        for name, prepare in runs(case):
            methods[name] = measure(prepare, best)
            best = min(best, methods[name].get('ms', best))
        results.append({'name': case['name'], 'methods': methods})
    json.dump({'version': sympy.__version__, 'python': sys.version.split()[0], 'cases': results}, sys.stdout)


main()
