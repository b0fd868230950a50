import { deNom } from '#shared/mots.ts'
import { compte, heure } from '#shared/typographie.ts'
import { Bouton, BoutonPost } from '#ui/bouton.tsx'
import { ChampListe, ChampTexte, Formulaire, valeurDe } from '#ui/formulaire.tsx'
import { Section } from '#ui/textes.tsx'
import { peutTenirLaPlume, prendPartALaSeance } from '../../domain/droits.ts'
import { pouvoirsDonnes, presencesA } from '../../domain/presence.ts'
import type { DonneesSeance } from '../page-seance.tsx'

const GENRES = {
  arrivee: 'arrive',
  depart: 'part',
  pouvoir: 'donne pouvoir',
  pouvoir_retire: 'retire son pouvoir',
} as const

/** How many proxies one seat may carry, in words. */
const direPouvoirs = (max: number): string =>
  max === 0 ? 'le règlement n’admet pas de pouvoir' : `${compte(max, 'pouvoir')} au plus par siège`

/**
 * Arrivals, departures and proxies, with their hour; an entry is corrected by another one, never erased.
 * While the séance is held, who is there is told and noted in the table of the vote: here remain proxies, exact hours and the register.
 */
export function RegistrePresence({ donnees }: { readonly donnees: DonneesSeance }) {
  const { registre, membres, acteur, maintenant } = donnees
  // The buttons of the table of the vote send no hour: their refusal opens nothing here.
  const revient = donnees.formulaire === 'presence' && donnees.saisies?.['heure'] !== undefined
  const { fautes = [], saisies } = revient ? donnees : {}
  const nom = (id: string | null) =>
    registre.sieges.find(({ organismeId }) => organismeId === id)?.libelle ??
    membres.find(({ organismeId }) => organismeId === id)?.libelle ??
    ''
  const actif = ['convoquee', 'ouverte', 'suspendue'].includes(registre.statut)
  const miens = registre.sieges.filter(
    ({ organismeId }) => peutTenirLaPlume(acteur) || organismeId === acteur.organismeId,
  )
  const presences = presencesA(registre.presences, maintenant, registre.regle.pouvoirsMaxParSiege)
  const donnes = pouvoirsDonnes(registre.presences, maintenant)
  const donneurs = miens.filter(
    ({ organismeId }) => donnes.has(organismeId) && presences.get(organismeId)?.etat !== 'present',
  )
  const corrigees = new Set(registre.presences.map(({ rectifie }) => rectifie))
  const action = `/seances/${registre.id}/presences`
  return (
    <Section
      titre="Pouvoirs et registre des présences"
      id="registre"
      detail={direPouvoirs(registre.regle.pouvoirsMaxParSiege)}
    >
      {actif && prendPartALaSeance.autorise(acteur) && miens.length > 0 && (
        <>
          {donneurs.length > 0 && (
            <ul className="liste-lignes presence-rapide">
              {donneurs.map(({ organismeId, libelle, territoire }) => (
                <li key={organismeId}>
                  <p>
                    <strong>{libelle}</strong> {territoire}{' '}
                    <span className="detail">
                      {presences.get(organismeId)?.etat === 'represente'
                        ? `pouvoir donné à ${nom(donnes.get(organismeId) ?? null)}`
                        : `pouvoir donné à ${nom(donnes.get(organismeId) ?? null)}, qui n’est pas en séance`}
                    </span>
                  </p>
                  <div className="fin">
                    <BoutonPost
                      action={action}
                      champs={{ organisme: organismeId, genre: 'pouvoir_retire' }}
                      variante="lien"
                      petit
                    >
                      Retirer le pouvoir<span className="vh"> {deNom(libelle)}</span>
                    </BoutonPost>
                  </div>
                </li>
              ))}
            </ul>
          )}
          <details className="repli" open={revient}>
            <summary>Noter un pouvoir, ou une heure précise</summary>
            <Formulaire action={action} fautes={fautes}>
              <div className="cote-a-cote">
                <ChampListe
                  nom="organisme"
                  libelle="Membre"
                  fautes={fautes}
                  valeur={valeurDe(saisies, 'organisme', acteur.organismeId)}
                  options={miens.map(({ organismeId, libelle }) => ({ valeur: organismeId, libelle }))}
                />
                <ChampListe
                  nom="genre"
                  libelle="Ce qui s’est passé"
                  fautes={fautes}
                  valeur={valeurDe(saisies, 'genre', 'pouvoir')}
                  options={[
                    { valeur: 'pouvoir', libelle: 'Donne pouvoir' },
                    { valeur: 'arrivee', libelle: 'Arrive' },
                    { valeur: 'depart', libelle: 'Part' },
                  ]}
                />
                <ChampListe
                  nom="mandataire"
                  libelle="Pouvoir porté par"
                  facultatif
                  fautes={fautes}
                  vide="Choisir un membre"
                  valeur={valeurDe(saisies, 'mandataire')}
                  options={registre.sieges.map(({ organismeId, libelle }) => ({
                    valeur: organismeId,
                    libelle,
                  }))}
                />
                <ChampTexte
                  nom="heure"
                  libelle="Heure"
                  facultatif
                  taille="court"
                  aide="Vide : maintenant."
                  fautes={fautes}
                  valeur={valeurDe(saisies, 'heure')}
                />
              </div>
              <ChampTexte
                nom="representant"
                libelle="Représenté en séance par"
                facultatif
                fautes={fautes}
                aide="Un rôle suffit : « vice-présidence »."
                valeur={valeurDe(saisies, 'representant')}
              />
              <p>
                <Bouton>Ajouter au registre</Bouton>
              </p>
            </Formulaire>
          </details>
        </>
      )}
      {registre.presences.length > 0 && (
        <details className="repli">
          <summary>Lire le registre ({compte(registre.presences.length, 'entrée')})</summary>
          <ol className="frise">
            {registre.presences.map((entree) => {
              const corrigee = corrigees.has(entree.id)
              return (
                <li key={entree.id} className={corrigee || entree.annule ? 'raye' : undefined}>
                  <p>
                    {heure(entree.survenuLe)} : <strong>{nom(entree.organismeId)}</strong>{' '}
                    {entree.annule ? `— entrée annulée : ${entree.motif}` : GENRES[entree.genre]}
                    {entree.genre === 'pouvoir' && !entree.annule && ` à ${nom(entree.mandataireId)}`}
                    {corrigee && ' (rectifiée)'}
                  </p>
                  <p className="detail">
                    Saisi à {heure(entree.saisiLe)} par {entree.par}
                  </p>
                  {actif &&
                    !corrigee &&
                    !entree.annule &&
                    (peutTenirLaPlume(acteur) || entree.organismeId === acteur.organismeId) && (
                      <form className="rectifier" method="post" action={`${action}/${entree.id}/rectifier`}>
                        <label className="vh" htmlFor={`motif-${entree.id}`}>
                          Motif de l’annulation
                        </label>
                        <input
                          className="saisie saisie-moyen"
                          id={`motif-${entree.id}`}
                          name="motif"
                          placeholder="Motif"
                        />
                        <Bouton petit>Annuler cette entrée</Bouton>
                      </form>
                    )}
                </li>
              )
            })}
          </ol>
        </details>
      )}
    </Section>
  )
}
