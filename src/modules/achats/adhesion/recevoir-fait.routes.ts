import type { FastifyRequest } from 'fastify'
import type { Fichiers } from '#platform/fichiers/fichiers.ts'
import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import { lireFormulaire } from '#platform/http/formulaire.ts'
import { garderFichier, recevoirEnvoi } from '../consultation/recevoir-envoi.routes.ts'
import { expliquerFait } from './expliquer.ts'
import { faitDe, SchemaFait } from './formulaire-fait.tsx'
import type { FaitSaisi, RefusFait } from './inscrire-fait.ts'

/** Reads the form of a fact with its evidence; what to show again when it does not read. */
export async function recevoirFait(
  requete: FastifyRequest,
  fichiers: Fichiers,
): Promise<
  | { readonly ok: true; readonly saisi: Omit<FaitSaisi, 'employeurId'>; readonly retour: RetourDeFormulaire }
  | { readonly ok: false; readonly retour: RetourDeFormulaire }
> {
  const { champs, fichier } = await recevoirEnvoi(requete)
  const { version: _perimee, ...saisies } = champs
  const lu = lireFormulaire(SchemaFait, champs)
  if (!lu.ok) return { ok: false, retour: { saisies, fautes: lu.fautes, statut: 422 } }
  const garde = fichier && (await garderFichier(fichiers, fichier))
  if (garde && 'motif' in garde)
    return {
      ok: false,
      retour: { saisies, fautes: [{ champ: 'fichier', message: garde.motif }], statut: 422 },
    }
  const { geste, version } = lu.valeurs
  return {
    ok: true,
    saisi: { version, geste, fait: faitDe(lu.valeurs), fichier: garde },
    retour: { saisies },
  }
}

/** How a form comes back with a refusal of the decision. */
export function enRetour(retour: RetourDeFormulaire, refus: RefusFait): RetourDeFormulaire {
  const { champ, phrase, statut } = expliquerFait(refus)
  return { ...retour, statut, ...(champ ? { fautes: [{ champ, message: phrase }] } : { alerte: phrase }) }
}
