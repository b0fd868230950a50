import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Fichiers } from '#platform/fichiers/fichiers.ts'
import { cle, texteLibre, version } from '#platform/http/champs.ts'
import { lireFormulaire, saisie } from '#platform/http/formulaire.ts'
import type { TypeLu } from '../catalogue/catalogue.queries.ts'
import { lireChamps, lireReponses } from '../domain/formulaire.ts'
import { recevoir } from '../dossier/recevoir.routes.ts'

const Schema = z.object({
  commune: texteLibre(60),
  objet: texteLibre(200),
  urgence: texteLibre(300),
  geste: texteLibre(20),
  version,
  cle,
})
export const BROUILLON_SANS_TITRE = 'Brouillon sans titre'

/** The form of a request, as it was sent: its own fields, those of its type, its files, and everything to correct. `geste` overrides its button. */
export async function lireDepot(
  requete: FastifyRequest,
  fichiers: Fichiers,
  type: TypeLu,
  geste?: 'envoyer',
) {
  const recu = await recevoir(requete, fichiers)
  const lu = lireFormulaire(Schema, recu.champs)
  const envoyer = geste === 'envoyer' || saisie(recu.champs, 'geste') !== 'garder'
  const { champs } = lireChamps(type.champs)
  const { reponses, fautes } = lireReponses(champs, (nom) => saisie(recu.champs, nom) ?? '', envoyer)
  const objet = lu.ok ? lu.valeurs.objet : ''
  const toutes = [
    ...(lu.ok ? [] : lu.fautes),
    ...(envoyer && objet.length < 3
      ? [{ champ: 'objet', message: 'Dites votre demande en une ligne : elle lui sert de titre.' }]
      : []),
    ...(envoyer ? fautes : []),
    ...recu.fautes,
  ]
  return {
    saisies: recu.champs,
    fautes: toutes,
    valeurs: lu.ok ? lu.valeurs : null,
    depot: {
      organismeId: saisie(recu.champs, 'commune') ?? '',
      objet: objet.length < 3 ? BROUILLON_SANS_TITRE : objet,
      urgence: lu.ok ? lu.valeurs.urgence : '',
      reponses,
      fichiers: recu.fichiers,
      envoyer,
    },
  }
}
