import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { whileWaiting } from './waiting.js'

describe('who waits', () => {
  it('is told after one minute, and then after twice the time each time, until it is over', () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const told: number[] = []
    const over = whileWaiting((minutes) => told.push(minutes))
    vi.advanceTimersByTime(59_000)
    expect(told).toEqual([])
    vi.advanceTimersByTime(9 * 60_000)
    expect(told).toEqual([1, 2, 4, 8])
    over()
    vi.advanceTimersByTime(60 * 60_000)
    expect(told).toEqual([1, 2, 4, 8])
  })
})
