import { OngletsDeLAnnuaire } from '#modules/annuaire'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { type Jour, jourDe } from '#shared/dates.ts'
import { compte, date } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Section, Vide } from '#ui/textes.tsx'
import { regleLesInstances } from '../domain/droits.ts'
import { direRegle } from '../domain/en-mots/regle-en-mots.ts'
import { LIBELLES_INSTANCE } from './formulaire-instance.ts'
import type { Instance } from './instances.repository.ts'

export const ARIANE_INSTANCES = [
  { libelle: 'Annuaire', href: '/personnes' },
  { libelle: 'Instances et règles', href: '/instances' },
]

/** Who chairs on a day, in words. */
export function direPresidence(instance: Instance, aujourdhui: Jour): string {
  const tour = instance.tours.findLast(({ du, au }) => du <= aujourdhui && (au === null || au >= aujourdhui))
  if (!tour) return 'le membre coordonnateur'
  const comment = instance.presidence === 'tournante' ? 'à son tour' : 'élu'
  return `${tour.libelle}, ${comment}${tour.au ? ` jusqu’au ${date(tour.au)}` : ''}`
}

/** Every instance, with what it takes to decide there. */
export function pageInstances(
  instances: readonly Instance[],
  acteur: Acteur,
  maintenant: Date,
): ContenuDePage {
  const aujourdhui = jourDe(maintenant)
  return {
    titre: 'Instances et règles',
    h1: 'Où décide-t-on, et selon quelle règle ?',
    surtitre: acteur.cooperation,
    rubrique: '/personnes',
    actions: regleLesInstances.autorise(acteur) && (
      <Bouton href="/instances/nouvelle" variante="primaire">
        Créer une instance
      </Bouton>
    ),
    contenu: (
      <>
        <OngletsDeLAnnuaire ici="/instances" />
        {instances.length === 0 && <Vide>Aucune instance. La coordination crée la première.</Vide>}
        {instances.map((instance) => (
          <Section key={instance.id} titre={instance.nom} detail={LIBELLES_INSTANCE[instance.type]}>
            <p>
              {compte(instance.sieges.length, 'siège')} · préside : {direPresidence(instance, aujourdhui)} ·
              convocation {instance.delaiJours} jours avant
            </p>
            <p>{direRegle(instance.regle, instance.sieges).find(({ nom }) => nom === 'Majorité')?.phrase}</p>
            <p>
              <a href={`/instances/${instance.id}`}>
                Voir<span className="vh"> {instance.nom} :</span> sa composition et sa règle
              </a>
            </p>
          </Section>
        ))}
      </>
    ),
  }
}
