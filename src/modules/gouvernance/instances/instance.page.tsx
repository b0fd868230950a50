import type { ContenuDePage } from '#platform/http/services.ts'
import { type Acteur, engageSonOrganisme } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { deNom } from '#shared/mots.ts'
import { compte, date } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Actions, ChampChoix, Formulaire } from '#ui/formulaire.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Alerte, Fiche, Fictif, Section } from '#ui/textes.tsx'
import { regleLesInstances } from '../domain/droits.ts'
import { direRegle } from '../domain/en-mots/regle-en-mots.ts'
import { prereglages } from '../domain/regle.ts'
import { LIBELLES_INSTANCE } from './formulaire-instance.ts'
import { ARIANE_INSTANCES, direPresidence } from './instances.page.tsx'
import type { Instance, RegleAdoptee } from './instances.repository.ts'

const nomDeRegle = (code: string): string =>
  prereglages[code as keyof typeof prereglages]?.libelle ?? 'Règle propre à cette instance'
/** One instance: its seats, its chair, and its rule explained with its own members. */
export function pageInstance({
  instance,
  regles,
  possibles,
  acteur,
  maintenant,
  alerte,
  statut,
}: {
  readonly instance: Instance
  readonly regles: readonly RegleAdoptee[]
  readonly possibles: readonly { readonly id: string; readonly nom: string }[]
  readonly acteur: Acteur
  readonly maintenant: Date
  readonly alerte?: string
  readonly statut?: number
}): ContenuDePage {
  const aujourdhui = jourDe(maintenant)
  const administre = regleLesInstances.autorise(acteur)
  const mien = instance.sieges.find(({ organismeId }) => organismeId === acteur.organismeId)
  return {
    titre: instance.nom,
    surtitre: acteur.cooperation,
    rubrique: '/personnes',
    ariane: ARIANE_INSTANCES,
    ...(statut && { statut }),
    actions: administre && (
      <>
        <Bouton href={`/instances/${instance.id}/modifier`}>Modifier l’instance</Bouton>
        <Bouton href={`/instances/${instance.id}/presidence`}>Changer la présidence</Bouton>
        <Bouton href={`/instances/${instance.id}/regle`}>Changer la règle</Bouton>
      </>
    ),
    contenu: (
      <>
        {alerte && (
          <Alerte>
            <p>{alerte}</p>
          </Alerte>
        )}
        <Fiche
          lignes={[
            { nom: 'Type', valeur: LIBELLES_INSTANCE[instance.type] },
            { nom: 'Préside', valeur: direPresidence(instance, aujourdhui) },
            { nom: 'Délai de convocation', valeur: `${instance.delaiJours} jours francs` },
            {
              nom: 'Séances',
              valeur: `${compte(instance.tenues, 'tenue', 'tenues')} en douze mois${instance.frequence > 0 ? `, ${instance.frequence} au moins par an` : ''}${instance.tenues < instance.frequence ? ' : la fréquence n’est pas atteinte' : ''}`,
            },
          ]}
        />
        <Section
          titre="La règle, avec les membres de cette instance"
          detail={
            <>
              {nomDeRegle(instance.prereglage)} {instance.fictif && <Fictif />}
            </>
          }
        >
          <RegleEnMots instance={instance} />
        </Section>
        <Section titre="Composition">
          <Tableau
            titre={`Sièges : ${instance.nom}`}
            lignes={instance.sieges}
            cleDe={({ organismeId }) => organismeId}
            vide={<p>Aucun membre n’y siège.</p>}
            colonnes={[
              {
                cle: 'membre',
                titre: 'Membre',
                entete: true,
                contenu: ({ libelle, territoire }) => (territoire ? `${libelle}, ${territoire}` : libelle),
              },
              {
                cle: 'voix',
                titre: 'Voix',
                contenu: ({ voix, modalite }) => (modalite === 'deliberative' ? voix : 'avis seulement'),
              },
              {
                cle: 'titulaire',
                titre: 'Titulaire',
                contenu: ({ titulaires }) => titulaires.join(', ') || 'personne encore',
              },
              {
                cle: 'suppleants',
                titre: 'Suppléance',
                contenu: ({ suppleants }) => suppleants.map(({ nom }) => nom).join(', ') || 'aucune',
              },
            ]}
          />
        </Section>
        {mien && engageSonOrganisme.autorise(acteur) && possibles.length > 0 && (
          <Section titre={`Suppléance ${deNom(acteur.libelle)}`} detail="tenue par vos propres personnes">
            <Formulaire action={`/instances/${instance.id}/suppleants`}>
              <ChampChoix
                nom="mandat"
                libelle="Qui peut siéger quand le titulaire est absent ?"
                aide="Ces personnes reçoivent aussi les convocations."
                plusieurs
                facultatif
                options={possibles.map(({ id, nom }) => ({
                  valeur: id,
                  libelle: nom,
                  coche: mien.suppleants.some(({ mandatId }) => mandatId === id),
                }))}
              />
              <Actions>
                <Bouton>Enregistrer la suppléance</Bouton>
              </Actions>
            </Formulaire>
          </Section>
        )}
        {instance.tours.length > 0 && (
          <Section titre="Présidences, passées et à venir">
            <ul className="liste-lignes">
              {instance.tours.map(({ libelle, du, au }) => (
                <li key={du}>
                  <p>
                    <strong>{libelle}</strong>{' '}
                    {au ? `du ${date(du)} au ${date(au)}` : `à compter du ${date(du)}`}
                  </p>
                </li>
              ))}
            </ul>
          </Section>
        )}
        {regles.length > 0 && (
          <Section titre="Règles adoptées" detail="les votes passés gardent la leur">
            <ul className="liste-lignes">
              {regles.map(({ numero, prereglage, accord, adopteeLe, par }) => (
                <li key={numero}>
                  <div>
                    <p>
                      <strong>Règle {numero}</strong>, depuis le {date(jourDe(adopteeLe))}
                      {accord && ` : ${accord}`}
                    </p>
                    <p className="detail">
                      d’après « {nomDeRegle(prereglage)} », enregistrée par {par}
                    </p>
                  </div>
                </li>
              ))}
            </ul>
          </Section>
        )}
      </>
    ),
  }
}

/** The sentences of a rule. */
export const RegleEnMots = ({ instance }: { readonly instance: Pick<Instance, 'regle' | 'sieges'> }) => (
  <Fiche
    lignes={direRegle(instance.regle, instance.sieges).map(({ nom, phrase }) => ({ nom, valeur: phrase }))}
  />
)
