import type { Module } from '#platform/http/module.ts'

export const cooperation: Module = { nom: 'cooperation', navigation: [], routes() {} }
