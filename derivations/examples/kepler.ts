import { alongFlow, conserved, defined, derivation, equal, positive, real } from 'rederive'

export default derivation('examples/kepler', {
  title: 'Kepler orbits without solving the motion',
  tag: 'from textbooks',
  prose: [
    'A body moves in a plane, attracted to the origin with the acceleration $\\mu/r^2$. Energy and angular momentum are conserved, as in every static central field; the inverse square law conserves the Laplace-Runge-Lenz vector $A$ as well.',
    'The orbit then follows without an integration: [[examples/kepler/orbit]] is the equation of a conic with a focus at the origin and the eccentricity $|A|/\\mu$. By [[examples/kepler/length]], where $L \\neq 0$, it is an ellipse, a parabola or a hyperbola as $E$ is negative, zero or positive.',
  ],
  symbols: {
    mu: positive('strength of the attraction'),
    x: real('first coordinate of the body'),
    y: real('second coordinate of the body'),
    v_x: real('first component of the velocity'),
    v_y: real('second component of the velocity'),
    r: defined('sqrt(x^2 + y^2)', 'distance from the origin', { domain: 'nonnegative' }),
    L: defined('x*v_y - y*v_x', 'angular momentum per unit mass'),
    E: defined('(v_x^2 + v_y^2)/2 - mu/r', 'energy per unit mass'),
    A_x: defined('v_y*L - mu*x/r', 'first component of the Laplace-Runge-Lenz vector'),
    A_y: defined('-v_x*L - mu*y/r', 'second component of the Laplace-Runge-Lenz vector'),
  },
  flow: { x: 'v_x', y: 'v_y', v_x: '-mu*x/r^3', v_y: '-mu*y/r^3' },
  claims: {
    momentum: conserved('L', { note: 'The force has no moment about the origin.' }),
    energy: conserved('E', { note: 'The force has the potential $-\\mu/r$.' }),
    'laplace-x': conserved('A_x', {
      note: 'By the polar angle the velocity changes at the rate $-\\mu/L$ times the direction $\\hat r$ of the body, as $\\mu/L$ times the direction $\\hat\\theta$ does that is ahead of it by a right angle. So the difference of the two stays; multiplied by $L$ and turned back by a right angle it is $A$.',
    }),
    'laplace-y': conserved('A_y'),
    length: equal('A_x^2 + A_y^2', 'mu^2 + 2*E*L^2', {
      note: 'The length of $A$ is fixed by the energy and the angular momentum, so that only its direction is new.',
    }),
    orbit: equal('mu*r + A_x*x + A_y*y', 'L^2', {
      note: 'With the angle $\\theta$ from $A$ to the body it reads $r = (L^2/\\mu)/(1 + (|A|/\\mu)\\cos\\theta)$; the body is closest at $\\theta = 0$, where $A$ points.',
    }),
    hodograph: equal('(L*v_x + A_y)^2 + (L*v_y - A_x)^2', 'mu^2', {
      note: 'The velocity moves on a circle of radius $\\mu/|L|$, whose centre is at the distance $|A|/|L|$ from the origin.',
    }),
    radial: equal('diff(r, t)^2', '2*E + 2*mu/r - L^2/r^2', {
      note: 'The distance moves as a particle on a line would, with the centrifugal energy $L^2/(2 r^2)$ added to the potential.',
    }),
    area: alongFlow('atan(y/x)', 'L/r^2', {
      note: 'The polar angle is $\\arctan(y/x)$ up to multiples of $\\pi$, so that the radius sweeps out area at the constant rate $r^2 \\dot\\theta/2 = L/2$.',
    }),
  },
})
