// The process that receives mail, as the application does: one SMTP listener, one transaction a message. It may be killed at any moment.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { recevoirCourriel } from '../../src/modules/demandes/courriels/recevoir-courriel.ts'
import { ouvrirBase } from '../../src/platform/base/base.ts'
import { ouvrirReception } from '../../src/platform/courriel/entrant.ts'
import { fichiersDuDossier } from '../../src/platform/fichiers/fichiers.ts'
import { servir } from '../pages/processus.ts'
import { DOMAINE, SECRET } from './destination.ts'

let fermer = async (): Promise<void> => {}
servir<{ readonly url: string }>(
  async ({ url }) => {
    const dossier = mkdtempSync(join(tmpdir(), 'maillage-bench-'))
    const base = ouvrirBase(url, 4)
    const reception = { hote: '127.0.0.1', port: 0, domaine: DOMAINE }
    const moyens = {
      base,
      fichiers: fichiersDuDossier(join(dossier, 'fichiers')),
      // What is told to the other side leaves by another queue: here only what comes in is measured.
      courriel: { envoyer: async () => {}, envoyerSeul: async () => {}, envoyerTous: async () => {} },
      adresse: 'http://maillage.test',
      secret: SECRET,
      reception,
    }
    const ouverte = await ouvrirReception(reception, (recu, brut) =>
      recevoirCourriel(moyens, recu, brut, new Date()),
    )
    fermer = async () => {
      await ouverte.fermer()
      await base.fermer()
      rmSync(dossier, { recursive: true, force: true })
    }
    return { port: ouverte.port }
  },
  () => fermer(),
)
