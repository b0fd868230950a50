import { jourDe } from '#shared/dates.ts'
import { compte, dateCourte } from '#shared/typographie.ts'
import { Bouton, BoutonPost } from '#ui/bouton.tsx'
import { ChampChoix, Formulaire } from '#ui/formulaire.tsx'
import { BarreDHorloges } from '#ui/temps/horloges.tsx'
import { Section } from '#ui/textes.tsx'
import { tientLeCatalogue } from '../domain/droits.ts'
import { jours } from '../temps.ts'
import { RUBRIQUE } from '../vues.tsx'
import { adresseDe } from './adresse.ts'
import type { PropsPoste } from './poste.page.tsx'

/** Beside the queue: what was answered to requests that look like the first one, who carries how many, the views kept. */
export function Cote({ semblables, lignes, bureau, filtres, acteur }: PropsPoste) {
  const total = bureau.charge.reduce(
    (somme, { cdg, collectivite, tiers }) => somme + cdg + collectivite + tiers,
    0,
  )
  const large = Math.max(
    1,
    ...bureau.charge.map(({ cdg, collectivite, tiers }) => cdg + collectivite + tiers),
  )
  return (
    <>
      {semblables.length > 0 && (
        <Section titre="Déjà traité, semblable" detail={`Pour « ${lignes[0]!.objet} »`}>
          <ul className="liste-simple">
            {semblables.map((s) => (
              <li key={s.id}>
                <a href={`/demandes/${s.id}`}>{s.objet}</a>
                <p className="detail">
                  {s.type}, {dateCourte(jourDe(s.deposeeLe), '')} : répondu en {jours(s.cumulCdg)} jours
                  ouvrés.
                </p>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section titre="Charge du centre" detail={compte(total, 'demande ouverte', 'demandes ouvertes')}>
        <ul className="charge">
          {bureau.charge.map(({ id, nom, cdg, collectivite, tiers, retard }) => (
            <li key={id ?? 'libres'}>
              <p>
                <a
                  href={adresseDe(
                    { ...filtres, q: '' },
                    id ? { vue: 'pole', qui: id } : { vue: 'libres', qui: '' },
                  )}
                >
                  {id === null ? 'Non attribuées' : id === acteur.personneId ? 'Vous' : nom}
                </a>{' '}
                <strong>{cdg + collectivite + tiers}</strong>
              </p>
              <BarreDHorloges
                parts={[
                  { tour: 'service', valeur: cdg },
                  { tour: 'demandeur', valeur: collectivite },
                  { tour: 'tiers', valeur: tiers },
                ]}
                echelle={large}
              />
              <p className="detail">
                {cdg} à traiter{retard > 0 && `, ${retard} en retard`}
              </p>
            </li>
          ))}
        </ul>
      </Section>
      <Section titre="Vues enregistrées">
        <ul className="liste-simple">
          {bureau.vues.map(({ id, nom, requete, partagee, personneId }) => (
            <li key={id}>
              <a href={`${RUBRIQUE}?${requete}`}>{nom}</a>{' '}
              {partagee && <span className="detail">pour tout le centre</span>}{' '}
              {(personneId === acteur.personneId || tientLeCatalogue.autorise(acteur)) && (
                <BoutonPost action={`/demandes/vues/${id}/retirer`} variante="lien" petit>
                  Retirer <span className="vh">la vue {nom}</span>
                </BoutonPost>
              )}
            </li>
          ))}
        </ul>
        <details className="repli">
          <summary>Enregistrer cette vue</summary>
          <p className="detail">
            Filtrez la file, donnez un nom : vous la retrouverez en un clic, ici et sous « Plus ».
          </p>
          <Formulaire
            action="/demandes/vues"
            champs={{ requete: adresseDe(filtres).split('?')[1] ?? '' }}
            id="vue"
            prefixe
          >
            <div className="champ">
              <label htmlFor="vue-nom">Nom de la vue</label>
              <input className="saisie" id="vue-nom" name="nom" maxLength={60} />
            </div>
            <ChampChoix
              nom="partagee"
              libelle="Pour qui"
              plusieurs
              options={[{ valeur: 'oui', libelle: 'Pour tout mon centre' }]}
            />
            <Bouton icone="signet" petit>
              Enregistrer
            </Bouton>
          </Formulaire>
        </details>
      </Section>
    </>
  )
}
