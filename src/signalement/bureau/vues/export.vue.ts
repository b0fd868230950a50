import { exporter, type Json } from '@maillage/coffre'
import { bouton, champ, dire, direFaute, el, enregistrer, section } from '../../navigateur/dom.ts'
import type { SurLeBureau } from '../../protocole/membre.ts'
import { numeroDe } from '../../protocole/sceller-depot.ts'
import { faire, mene, type Navigation } from '../commun.ts'
import { accepte, EXPORTER } from '../offres.ts'
import { NOM_DU_VOLET } from './acces.vue.ts'

/**
 * What this member reads of the case, as one text sealed for an outside authority (prosecutor, Défenseur des droits): the standard `age` command opens it
 * with the key of who receives it. The journal says that it was done, and the author sees it. Null for who does not lead the case.
 */
export function sectionExport(bureau: SurLeBureau, navigation: Navigation): HTMLElement | null {
  if (!mene(bureau) || !accepte(bureau, EXPORTER)) return null
  const cle = el('input', { class: 'saisie', type: 'text', autocomplete: 'off', spellcheck: 'false' })
  return section(
    'Remettre à une autorité',
    el(
      'p',
      {},
      'Un fichier chiffré pour la clé publique de qui le reçoit (elle commence par « age1 »), que la commande age ouvre. Les fichiers joints n’y sont pas : enregistrez-les à part. Le journal et l’auteur le sauront.',
    ),
    champ('cle-age', 'Clé publique de l’autorité', cle),
    el(
      'div',
      { class: 'actions' },
      bouton('Exporter, chiffré', async () => {
        try {
          dire(el('p', {}, 'Chiffrement sur votre appareil…'))
          const scelle = await exporter(new TextEncoder().encode(texteDuDossier(bureau)), [cle.value.trim()])
          if (await faire(bureau, navigation, { action: 'exporter' }))
            enregistrer(`${numeroDe(bureau.dossier.recu.id)}.age`, scelle)
        } catch (erreur) {
          direFaute(erreur)
        }
      }),
    ),
  )
}

function texteDuDossier({ dossier, cellule }: SurLeBureau): string {
  const { id, jour, organisme } = dossier.recu
  const volets: Record<string, Json> = {}
  for (const [volet, { messages }] of dossier.volets)
    volets[NOM_DU_VOLET[volet]] = messages.map((m) => ({
      jour: m.jour,
      de: cellule.membres.find((membre) => membre.id === m.emetteur)?.nom ?? m.emetteur,
      dit: sansJetons(m.corps),
    }))
  return JSON.stringify({ dossier: numeroDe(id), organisme, depose: jour, volets }, null, 2)
}

/** What admits readers here says nothing to an authority. */
function sansJetons(dit: Json): Json {
  const { jetons: _, ...reste } = dit as Record<string, Json>
  return reste
}
