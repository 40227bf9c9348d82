import type { MemberPlan } from './plan';

export interface OilPresser extends MemberPlan {
  /** Oilseed it presses in a season, in kg. */
  readonly season: number;
}

const micro = (name: string, delegate: string, season: number): OilPresser => ({
  name,
  delegate,
  size: 'MICRO',
  season,
});
const small = (name: string, delegate: string, season: number): OilPresser => ({
  name,
  delegate,
  size: 'SMALL',
  season,
});

/** The fifty producers that founded the association. */
export const oilPressers: readonly OilPresser[] = [
  small('Abay Edible Oil', 'Abebe Worku', 5200),
  micro('Adey Oil Press', 'Adanech Tilahun', 1400),
  micro('Afar Road Press', 'Ali Mohammed', 1100),
  small('Amanuel Oil Mill', 'Amanuel Girma', 4300),
  micro('Arada Oil', 'Aster Kebede', 900),
  micro('Atse Road Oil', 'Ayele Demissie', 1250),
  small('Awash Oil Producers', 'Bahru Tesfaye', 6100),
  micro('Bale Gate Press', 'Birtukan Assefa', 1000),
  micro('Blue Gorge Oil', 'Dagim Alemu', 1750),
  small('Bole Edible Oil', 'Daniel Haile', 3900),
  micro('Chilalo Oil Press', 'Desta Lemma', 1300),
  micro('Chora Seed and Oil', 'Eden Mulugeta', 850),
  small('Dashen Oil Mill', 'Elias Bekele', 4700),
  micro('Debre Oil Press', 'Emebet Yohannes', 1150),
  micro('Denbel Oil', 'Endale Fikru', 950),
  micro('Dire Oil Press', 'Fatuma Hussein', 1600),
  small('Entoto Oil Works', 'Fekadu Negash', 3600),
  micro('Fana Oil', 'Frehiwot Tadesse', 800),
  micro('Gera Press', 'Genet Abera', 1050),
  small('Ghion Edible Oil', 'Getachew Molla', 5600),
  micro('Golden Noug', 'Girmay Hagos', 1350),
  micro('Guna Oil Press', 'Habtamu Sisay', 1500),
  micro('Hamle Oil', 'Hanna Solomon', 900),
  small('Highland Oil Mill', 'Hiwot Gebre', 4100),
  micro('Kaliti Press', 'Jemal Ahmed', 1200),
  micro('Kebena Oil', 'Kalkidan Wolde', 1000),
  micro('Kolfe Seed Oil', 'Kassahun Ayalew', 1450),
  small('Lalibela Oil', 'Kidist Mengistu', 3300),
  micro('Lega Oil Press', 'Lelise Tolera', 950),
  micro('Lideta Press', 'Lemlem Berhe', 1100),
  micro('Meda Oil', 'Mahlet Zewdu', 1250),
  small('Menagesha Oil Mill', 'Mekonnen Abate', 4500),
  micro('Mercato Oil Press', 'Meseret Ashenafi', 1700),
  micro('Meskel Flower Oil', 'Mihret Desalegn', 1000),
  micro('Mojo Road Oil', 'Mulatu Regassa', 1350),
  small('Nile Source Oil', 'Nardos Teshome', 3800),
  micro('Piazza Press', 'Rahel Getahun', 850),
  micro('Rift Oil Press', 'Robel Tsegaye', 1550),
  micro('Saris Oil', 'Saba Araya', 1050),
  small('Sheba Edible Oil', 'Samuel Eshetu', 5000),
  micro('Shola Oil Press', 'Selam Mesfin', 1200),
  micro('Sidist Oil', 'Sintayehu Belay', 900),
  micro('Sululta Press', 'Tariku Dinka', 1400),
  small('Tana Oil Producers', 'Tewodros Kassa', 4900),
  micro('Teklu Seed and Oil', 'Tigist Hailu', 1000),
  micro('Wonji Oil', 'Tsehay Biru', 1650),
  micro('Yekatit Press', 'Wondimu Legesse', 1150),
  small('Yerer Oil Mill', 'Yared Shiferaw', 3500),
  micro('Zeway Oil Press', 'Yeshi Gudeta', 1300),
  micro('Zuquala Oil', 'Zerihun Tafesse', 1100),
];
