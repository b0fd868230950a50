import type { Module } from '#platform/http/module.ts'

export { type Organe, organeDe, organesDe } from './domain/organes.ts'

export const annuaire: Module = { nom: 'annuaire', navigation: [], routes() {} }
