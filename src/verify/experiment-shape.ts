/** Experiments as this room knows them, which lies below the one that makes them. */

/** Whether a value has the parts of what `experiment(...)` makes. */
export const hasExperimentShape = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'id' in value && 'settings' in value && 'judge' in value
