import { expect, it } from 'vitest'
import { estBaseAbsente } from './absence.ts'

const erreur = (message: string, champs: object = {}) => Object.assign(new Error(message), champs)

it.each([
  ['serveur arrêté', erreur('connect ECONNREFUSED', { code: 'ECONNREFUSED', syscall: 'connect' })],
  ['prise disparue', erreur('connect ENOENT /tmp/x', { code: 'ENOENT', syscall: 'connect' })],
  ['arrêt demandé', erreur('terminating connection', { code: '57P01' })],
  ['démarrage en cours', erreur('the database system is starting up', { code: '57P03' })],
  ['trop de connexions', erreur('sorry, too many clients already', { code: '53300' })],
  ['disque plein', erreur('could not extend file', { code: '53100' })],
  ['connexion coupée', erreur('Connection terminated unexpectedly')],
  ['attente trop longue', erreur('timeout exceeded when trying to connect')],
  ['cause enveloppée', erreur('requête', { cause: erreur('x', { code: '57P02' }) })],
])('reconnaît une base absente : %s', (_nom, une) => expect(estBaseAbsente(une)).toBe(true))

it.each([
  ['fichier absent', erreur('ENOENT: no such file', { code: 'ENOENT', syscall: 'open' })],
  ['clé en double', erreur('duplicate key', { code: '23505' })],
  ['droit refusé', erreur('permission denied', { code: '42501' })],
  ['faute de programme', new TypeError('x is not a function')],
  ['rien', null],
])('ne prend pas pour elle : %s', (_nom, une) => expect(estBaseAbsente(une)).toBe(false))
