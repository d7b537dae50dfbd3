/** What every part of a page may need to know of where it stands. */
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Contents, Part } from './contents.js'

/** The way from a page to the root of the site: empty, or `../` so often as its folder is deep. */
export type Root = string

/** The way from the page of a derivation or a set, or one in a folder of that name below others. */
export const rootFrom = (folder: string): Root => '../'.repeat(folder.split('/').length)

export interface Here {
  readonly contents: Contents
  /** The way from the page to the root of the site. */
  readonly root: Root
  /** The derivations that are read together with what the page is about, where it is about one. */
  readonly part?: Part
}

export const HereContext = createContext<Here | undefined>(undefined)

/** Throws outside a page. */
export function useHere(): Here {
  const here = useContext(HereContext)
  if (!here) throw new Error('this part stands on no page')
  return here
}
