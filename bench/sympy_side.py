"""SymPy's side of kernel-against-sympy.ts: a case as JSON on stdin, times as JSON on stdout.

Most methods decide every claim of the case from expression trees, like the kernel: differentiate along the flow,
subtract the rate, reduce to zero. Trees are built outside the time, with new symbols for each repetition, so that
SymPy's caches stay warm but cannot remember the answer. Two methods compute in a polynomial ring or field from the
start, where the claim as stated allows that. A method counts only when it shows every claim zero.

With --once: a list of cases on stdin, each decided once by one method, as in a first run of the day.
"""
import json
import signal
import statistics
import sys
import time

try:
    import sympy
    from sympy.polys.fields import field
    from sympy.polys.rings import ring, sring
except ImportError:
    sys.exit(3)

ONCE = 'together, expand'
LIMIT_S = 30
ENOUGH_S = 1.0
MOST, LEAST = 30, 5


def residual(claim, moving):
    expression, rate = claim
    return sympy.Add(*[expression.diff(s) * by for s, by in moving]) - rate


def numerator(e):
    return sympy.fraction(sympy.together(e))[0]


def in_own_ring(n):
    """As an element of the ring that its symbols, roots and functions generate; the number 0 has none."""
    return n and sring(n)[1]


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
            change = change + whole(expression).diff(s) * by
        if change - rate != 0:
            return False
    return True


ON_TREES = {
    'expand': lambda r: sympy.expand(r) == 0,
    'together, expand': lambda r: sympy.expand(numerator(r)) == 0,
    'together, sring': lambda r: in_own_ring(numerator(r)) == 0,
    'ratsimp': lambda r: sympy.ratsimp(r) == 0,
    'cancel': lambda r: sympy.cancel(r) == 0,
    'factor': lambda r: sympy.factor(r) == 0,
    'simplify': lambda r: sympy.simplify(r) == 0,
}
IN_POLYS = {'ring from the start': by_ring, 'field from the start': by_field}


def builder(case):
    """The case's texts, compiled once: a function from the values of the symbols to (moving, claims)."""

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
    """Median and first time in ms (a method far from the best runs once), or why the method does not count."""
    signal.alarm(LIMIT_S)
    try:
        first, zero = timed(prepare)
        if not zero:
            return {'failed': 'does not reach zero'}
        times = [first]
        if first < 50 * best:
            while len(times) <= LEAST or (sum(times) < ENOUGH_S * 1e3 and len(times) <= MOST):
                times.append(timed(prepare)[0])
        return {'first': first, 'ms': statistics.median(times[1:] or times), 'runs': len(times)}
    except TimeoutError:
        return {'failed': f'more than {LIMIT_S} s'}
    except Exception as error:
        return {'failed': type(error).__name__}
    finally:
        signal.alarm(0)


def once(case):
    """Whether the one method shows every claim of the case zero."""
    return dict(runs(case))[ONCE]()()


def interrupted(*_):
    raise TimeoutError()


def main():
    if sys.argv[1:] == ['--once']:
        zero = [once(case) for case in json.load(sys.stdin)]
        json.dump({'version': sympy.__version__, 'python': sys.version.split()[0], 'zero': zero}, sys.stdout)
        return
    signal.signal(signal.SIGALRM, interrupted)
    methods, best = {}, float('inf')
    for name, prepare in runs(json.load(sys.stdin)):
        methods[name] = measure(prepare, best)
        best = min(best, methods[name].get('ms', best))
    json.dump({'version': sympy.__version__, 'python': sys.version.split()[0], 'methods': methods}, sys.stdout)


main()
