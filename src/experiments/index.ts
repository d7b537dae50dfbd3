/** What an author of experiments imports. */
export {
  type Agreement,
  type Curve,
  type CurveFigure,
  type Point,
  type FigureSpec,
  type MapFigure,
  type SettingFigure,
  type DataSource,
  type Experiment,
  type ExperimentSpec,
  type Outcome,
  type Setting,
  type Values,
  experiment,
} from './experiment.js'
export { type Spread, exponentOf, fallsClearly, rankCorrelation, spread, spreadOf, spreadText } from './statistics.js'
export { type Dataset, type DatasetName, type Samples, batchOf } from '../networks/data.js'
export { type Activation, type Network, type Weights, fanIn, gaussianWeights } from '../networks/network.js'
export { gaussian, shuffled, uniform } from '../networks/random.js'
export {
  type Measurement,
  type Run,
  type Task,
  type PictureOptions,
  line,
  measuredAt,
  pictures,
} from '../networks/run.js'
export type { Batch, Loss, Training } from '../networks/trainer.js'
