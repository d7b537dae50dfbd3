"""SymPy's side of check-against-sympy.ts: one claim of `rederive check` a line on stdin, one JSON verdict a line on stdout.

Symbols have the declared assumptions. There are two manners, named by the argument:

simplify  SymPy as it comes: checkodesol, limit, and simplify of the difference; what simplify does not make zero is refuted
          where `equals` says that it is not.
points    what a careful user adds: a claim that is numerically not zero at a point of its domain, where every part of it is
          real, is refuted before anything is simplified; the others go to checkodesol, limit and simplify, then to the other
          simplifiers, until one shows the difference zero.

The caller kills the process at the time limit. SymPy's caches stay warm from claim to claim.
"""
import ast
import json
import math
import random
import re
import sys
import time

try:
    import mpmath
    import sympy
except ImportError:
    sys.exit(3)

FUNCTIONS = {name: getattr(sympy, name) for name in (
    'exp log sqrt sin cos tan asin acos atan sinh cosh tanh sech csch coth asinh acosh atanh').split()}
FUNCTIONS |= {'abs': sympy.Abs, 'diff': sympy.diff}
TOKEN = re.compile(r'(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+)|([A-Za-z_]\w*)|(\^)')
INTERVAL = re.compile(r'^([\[(])\s*([^,\s]+)\s*,\s*([^,\s]+)\s*([\])])$')
POINTS, TRIES = 40, 400
AS_IT_COMES = sys.argv[1] == 'simplify'
FAILURES = (ArithmeticError, ValueError, TypeError, NotImplementedError, AttributeError, RecursionError)
DIGITS = 30, 60


class Undefined(Exception):
    """At this point a part of the claim has no real value."""


def python_text(text):
    def token(match):
        number, name, _ = match.groups()
        if number:
            return f"Rational('{number}')"
        return (name if name in FUNCTIONS or name == 'pi' else f'v_{name}') if name else '**'
    return TOKEN.sub(token, text)


def names_in(text):
    return {name for _, name, _ in TOKEN.findall(text) if name and name not in FUNCTIONS and name != 'pi'}


def assumptions(domain):
    if domain in ('real', 'positive', 'negative', 'nonnegative', 'nonpositive', 'integer'):
        return {domain: True}
    if domain == 'nonzero':
        return {'real': True, 'nonzero': True}
    opening, low, high, closing = INTERVAL.match(domain).groups()
    if low != '-oo' and sympy.Rational(low) >= 0:
        return {'nonnegative' if sympy.Rational(low) == 0 and opening == '[' else 'positive': True}
    if high != 'oo' and sympy.Rational(high) <= 0:
        return {'nonpositive' if sympy.Rational(high) == 0 and closing == ']' else 'negative': True}
    return {'real': True}


def drawn(domain, rng):
    size = rng.choice([rng.uniform(0.1, 1), rng.uniform(0.1, 3), rng.uniform(1, 5)])
    if domain == 'integer':
        return rng.randint(-4, 5)
    if domain in ('real', 'nonzero'):
        return rng.choice([1, -1]) * size
    if domain in ('positive', 'nonnegative'):
        return size
    if domain in ('negative', 'nonpositive'):
        return -size
    _, low, high, _ = INTERVAL.match(domain).groups()
    if high == 'oo':
        return float(sympy.Rational(low)) + size if low != '-oo' else drawn('real', rng)
    if low == '-oo':
        return float(sympy.Rational(high)) - size
    return rng.uniform(float(sympy.Rational(low)), float(sympy.Rational(high)))


def reciprocal(f):
    return lambda x: 1 / f(x)


REAL = {name: getattr(math, name) for name in (
    'exp log sqrt sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh').split()}
REAL |= {'abs': abs, 'sech': reciprocal(math.cosh), 'csch': reciprocal(math.sinh), 'coth': reciprocal(math.tanh)}


def check_real(text, values):
    """Raises Undefined where a part of the text has no real value; SymPy's own tree has forgotten parts that it cancelled."""
    def value(node):
        match node:
            case ast.Constant():
                return float(node.value)
            case ast.Name():
                return math.pi if node.id == 'pi' else values[node.id]
            case ast.UnaryOp():
                return -value(node.operand)
            case ast.BinOp():
                a, b = value(node.left), value(node.right)
                match node.op:
                    case ast.Add():
                        return a + b
                    case ast.Sub():
                        return a - b
                    case ast.Mult():
                        return a * b
                    case ast.Div():
                        return a / b
                result = a ** b
                if isinstance(result, complex):
                    raise Undefined
                return result
            case ast.Call():
                return value(node.args[0]) if node.func.id == 'diff' else REAL[node.func.id](value(node.args[0]))
    try:
        return value(ast.parse(text.replace('^', '**').strip(), mode='eval').body)
    except (ArithmeticError, ValueError):
        raise Undefined from None


class Claim:
    def __init__(self, fields):
        self.fields = fields
        self.assume = fields.get('assume', {})
        self.symbols = {}
        self.texts = []

    def symbol(self, name):
        if name not in self.symbols:
            self.symbols[name] = sympy.Symbol(name, **assumptions(self.assume.get(name, 'real')))
        return self.symbols[name]

    def read(self, text, put={}):
        """The expression, with `put` for some names."""
        text = str(text)
        values = {f'v_{name}': put.get(name) if name in put else self.symbol(name) for name in names_in(text)}
        return sympy.sympify(eval(python_text(text), {**FUNCTIONS, 'pi': sympy.pi, 'Rational': sympy.Rational, **values}))

    def defined(self, text):
        """Like read, for a text that must have a real value where the claim is tested."""
        self.texts.append(str(text))
        return self.read(text)

    def nonzero_somewhere(self, sums):
        """Whether one of the sums, each a list of terms, is not zero at a point where the texts are real."""
        names = sorted(set(self.symbols) | {s.name for terms in sums for e in terms for s in e.free_symbols})
        functions = [sympy.lambdify([self.symbol(n) for n in names], terms, 'mpmath') for terms in sums]
        rng = random.Random(1)
        found = 0
        for _ in range(TRIES):
            point = {n: drawn(self.assume.get(n, 'real'), rng) for n in names}
            try:
                for text in self.texts:
                    check_real(text, point)
                if any(apart(f, [mpmath.mpf(point[n]) for n in names]) for f in functions):
                    return True
            except (Undefined, ArithmeticError, ValueError):
                continue
            found += 1
            if found == POINTS:
                break
        return False

    def decide(self, sums):
        """Whether every sum of terms is zero."""
        if AS_IT_COMES:
            return simplified(sums)
        if self.nonzero_somewhere(sums):
            return 'refuted'
        return proved(sums)


def proved(sums):
    return 'proved' if all(is_zero(sympy.Add(*terms)) for terms in sums) else 'unknown'


def simplified(sums):
    verdicts = [simplified_sum(sympy.Add(*terms)) for terms in sums]
    return next((verdict for verdict in ('refuted', 'unknown') if verdict in verdicts), 'proved')


def simplified_sum(e):
    try:
        left = sympy.simplify(e)
        return 'proved' if left == 0 else 'refuted' if left.equals(0) is False else 'unknown'
    except FAILURES:
        return 'unknown'


def apart(terms, point):
    """Whether the sum of the terms is not zero: then it has the same value at both precisions, and rounding alone has not."""
    sums = []
    for digits in DIGITS:
        with mpmath.workdps(digits):
            total = mpmath.fsum(terms(*point))
        if isinstance(total, mpmath.mpc) or not mpmath.isfinite(total):
            raise Undefined
        sums.append(total)
    rough, fine = sums
    return abs(rough - fine) < abs(fine) / 100


SIMPLIFIERS = [
    sympy.simplify,
    sympy.expand,
    sympy.ratsimp,
    lambda e: sympy.simplify(e.rewrite(sympy.exp)),
    lambda e: sympy.trigsimp(sympy.expand_trig(e)),
    lambda e: sympy.simplify(sympy.expand_log(sympy.powdenest(e))),
    lambda e: sympy.simplify(sympy.logcombine(e)),
    lambda e: sympy.radsimp(sympy.sqrtdenest(e)),
    lambda e: sympy.Integer(0) if e.equals(0) else e,
]


def is_zero(e):
    if e == 0:
        return True
    for simplifier in SIMPLIFIERS:
        try:
            if simplifier(e) == 0:
                return True
        except FAILURES:
            continue
    return False


def identity(claim):
    return claim.decide([[claim.defined(claim.fields['lhs']), -claim.defined(claim.fields['rhs'])]])


def initial_values(claim, variable, solution):
    initial = claim.fields.get('initial', {})
    at = claim.read(initial.get(variable.name, 0))
    return [[claim.read(head, solution).doit().subs(variable, at), -claim.read(text)]
            for head, text in initial.items() if head != variable.name]


def ode(claim):
    fields = claim.fields
    variable = claim.symbol(fields['variable'])
    solution = {fields['function']: claim.defined(fields['solution'])}
    left, right = fields['equation'].split('=')
    sums = [[claim.read(left, solution), -claim.read(right, solution)], *initial_values(claim, variable, solution)]
    if not AS_IT_COMES and claim.nonzero_somewhere(sums):
        return 'refuted'
    y = sympy.Function(fields['function'])(variable)
    unknown = {fields['function']: y}
    equation = sympy.Eq(claim.read(left, unknown), claim.read(right, unknown))
    try:
        checked = sympy.checkodesol(equation, sympy.Eq(y, solution[fields['function']]))[0] is True
    except FAILURES:
        checked = False
    left = sums[1:] if checked else sums
    return simplified(left) if AS_IT_COMES else proved(left)


def invariant(claim):
    expression = claim.defined(claim.fields['expression'])
    rates = {name: claim.defined(text) for name, text in claim.fields['flow'].items()}
    moving = [*rates.items(), ('t', sympy.Integer(1))]
    return claim.decide([[expression.diff(claim.symbol(name)) * rate for name, rate in moving]])


def system(claim):
    fields = claim.fields
    variable = claim.symbol(fields['variable'])
    solution = {name: claim.defined(text) for name, text in fields['solution'].items()}
    sums = [[solution[name].diff(variable), -claim.read(rate, solution)] for name, rate in fields['flow'].items()]
    return claim.decide([*sums, *initial_values(claim, variable, solution)])


INFINITE = {'oo': sympy.oo, '-oo': -sympy.oo}


def side(domain, to):
    """From where a variable of this domain comes to a point; both sides unless the point is an end of the domain."""
    if domain in ('positive', 'nonnegative') and to == 0:
        return '+'
    if domain in ('negative', 'nonpositive') and to == 0:
        return '-'
    ends = INTERVAL.match(domain)
    if ends and ends[2] != '-oo' and to == sympy.Rational(ends[2]):
        return '+'
    if ends and ends[3] != 'oo' and to == sympy.Rational(ends[3]):
        return '-'
    return '+-'


def limit(claim):
    fields = claim.fields
    variable = claim.symbol(fields['variable'])
    to = INFINITE.get(fields['to'])
    direction = '+' if to is not None else side(claim.assume.get(variable.name, 'real'), claim.read(fields['to']))
    try:
        found = sympy.limit(claim.read(fields['expression']), variable, claim.read(fields['to']) if to is None else to, direction)
    except ValueError as error:
        # "the limit does not exist since left hand limit = ... and right hand limit = ..."
        return 'refuted' if 'does not exist' in str(error) else 'unknown'
    except (ArithmeticError, TypeError, NotImplementedError, AttributeError, RecursionError):
        return 'unknown'
    if found.has(sympy.Limit, sympy.AccumBounds, sympy.nan, sympy.zoo):
        return 'unknown'
    claimed = INFINITE.get(fields['value'])
    if claimed is not None or found.is_infinite:
        return 'proved' if found == claimed else 'refuted'
    return claim.decide([[found, -claim.read(fields['value'])]])


KINDS = {'identity': identity, 'ode': ode, 'invariant': invariant, 'system': system, 'limit': limit}


def main():
    print(json.dumps({'version': sympy.__version__, 'python': sys.version.split()[0]}), flush=True)
    for line in sys.stdin:
        fields = json.loads(line)
        start = time.perf_counter()
        verdict = KINDS[fields['kind']](Claim(fields))
        print(json.dumps({'id': fields['id'], 'verdict': verdict, 'ms': (time.perf_counter() - start) * 1e3}), flush=True)


main()
