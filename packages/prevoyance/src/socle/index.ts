/** Ground of every rule: exact amounts, days, cards of rules, dated parameters. No dependency, no clock. */
export * from './centimes.ts'
export * from './formats.ts'
export * from './jours.ts'
export * from './parametre.ts'
export * from './regle.ts'
