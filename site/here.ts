/** What every part of a page may need to know of where it stands. */
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Contents } from './contents.js'

/** The way from a page to the root of the site. */
export type Root = '' | '../' | '../../'

export interface Here {
  readonly contents: Contents
  /** The way from the page to the root of the site. */
  readonly root: Root
}

export const HereContext = createContext<Here | undefined>(undefined)

/** Throws outside a page. */
export function useHere(): Here {
  const here = useContext(HereContext)
  if (!here) throw new Error('this part stands on no page')
  return here
}
