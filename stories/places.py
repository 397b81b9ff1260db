"""Names of places smaller than a state that a reader here would know.

Sources: the 351 cities and towns and 14 counties of Massachusetts (Secretary of the Commonwealth),
Boston's neighborhoods (Boston Planning Department).
"""

import re

TOWNS = """
Abington Acton Acushnet Adams Agawam Alford Amesbury Amherst Andover Aquinnah Arlington
Ashburnham Ashby Ashfield Ashland Athol Attleboro Auburn Avon Ayer Barnstable Barre Becket Bedford
Belchertown Bellingham Belmont Berkley Berlin Bernardston Beverly Billerica Blackstone Blandford
Bolton Bourne Boxborough Boxford Boylston Braintree Brewster Bridgewater Brimfield Brockton
Brookfield Brookline Buckland Burlington Cambridge Canton Carlisle Carver Charlemont Charlton
Chatham Chelmsford Chelsea Cheshire Chester Chesterfield Chicopee Chilmark Clarksburg Clinton
Cohasset Colrain Concord Conway Cummington Dalton Danvers Dartmouth Dedham Deerfield Dennis Dighton
Douglas Dover Dracut Dudley Dunstable Duxbury Eastham Easthampton Easton Edgartown Egremont Erving
Essex Everett Fairhaven Falmouth Fitchburg Foxborough Framingham Franklin Freetown Gardner
Georgetown Gill Gloucester Goshen Gosnold Grafton Granby Granville Greenfield Groton Groveland
Hadley Halifax Hamilton Hampden Hancock Hanover Hanson Hardwick Harvard Harwich Hatfield Haverhill
Hawley Heath Hingham Hinsdale Holbrook Holden Holland Holliston Holyoke Hopedale Hopkinton
Hubbardston Hudson Hull Huntington Ipswich Kingston Lakeville Lancaster Lanesborough Lawrence
Leicester Lenox Leominster Leverett Lexington Leyden Lincoln Littleton Longmeadow Lowell Ludlow
Lunenburg Lynn Lynnfield Malden Mansfield Marblehead Marion Marlborough Marshfield Mashpee
Mattapoisett Maynard Medfield Medford Medway Melrose Mendon Merrimac Methuen Middleborough
Middlefield Middleton Milford Millbury Millis Millville Milton Monroe Monson Montague Monterey
Montgomery Nahant Nantucket Natick Needham Newbury Newburyport Newton Norfolk Northampton
Northborough Northbridge Northfield Norton Norwell Norwood Oakham Orleans Otis Oxford Palmer Paxton
Peabody Pelham Pembroke Pepperell Peru Petersham Phillipston Pittsfield Plainfield Plainville
Plymouth Plympton Princeton Provincetown Quincy Randolph Raynham Rehoboth Revere Richmond Rochester
Rockland Rockport Rowe Rowley Royalston Russell Rutland Salem Salisbury Sandisfield Saugus Savoy
Scituate Seekonk Sharon Sheffield Shelburne Sherborn Shirley Shrewsbury Shutesbury Somerset
Somerville Southampton Southborough Southbridge Southwick Spencer Springfield Sterling Stockbridge
Stoneham Stoughton Stow Sturbridge Sudbury Sunderland Sutton Swampscott Swansea Taunton Templeton
Tewksbury Tisbury Tolland Topsfield Townsend Truro Tyngsborough Tyringham Upton Uxbridge Wakefield
Wales Walpole Waltham Wareham Warwick Wayland Webster Wellesley Wellfleet Wendell Wenham Westborough
Westfield Westford Westhampton Westminster Weston Westport Westwood Weymouth Whately Whitman
Wilbraham Williamsburg Williamstown Wilmington Winchendon Winchester Windsor Winthrop Woburn
Worcester Worthington Wrentham Yarmouth Allston Brighton Charlestown Dorchester Mattapan Roslindale
Roxbury Fenway Longwood Hyannis Nashua Providence
"""

MORE_TOWNS = """
East_Longmeadow East_Brookfield East_Bridgewater Fall_River Great_Barrington Mount_Washington
New_Ashford New_Bedford New_Braintree New_Marlborough New_Salem North_Adams North_Andover
North_Attleborough North_Brookfield North_Reading Oak_Bluffs South_Hadley West_Boylston
West_Bridgewater West_Brookfield West_Newbury West_Springfield West_Stockbridge West_Tisbury
Manchester-by-the-Sea Back_Bay Bay_Village Beacon_Hill Downtown_Crossing East_Boston Hyde_Park
Jamaica_Plain Mission_Hill North_End South_Boston South_End West_End West_Roxbury Cape_Cod
Martha’s_Vineyard Martha's_Vineyard North_Shore South_Shore Pioneer_Valley
"""

ALSO_WORDS = "Florida Lee Orange Reading Sandwich Ware Warren Washington Chinatown Seaport"
"""Towns whose names are words or names as well: they count after “in”, “from” and the like."""

COUNTIES = """
Barnstable Berkshire Bristol Dukes Essex Franklin Hampden Hampshire Middlesex Nantucket Norfolk
Plymouth Suffolk Worcester
"""

HOSPITALS = """
Mass_General MGH Brigham BIDMC Beth_Israel Lahey Dana-Farber Spaulding Faulkner Baystate
UMass_Memorial
"""

OURS = r"Boston Medical Center|Boston University|Spine Fracture Clinic"


def _any(names: str) -> str:
    """Return a pattern for any of these names, the longest first."""
    longest_first = sorted(names.split(), key=len, reverse=True)
    return "|".join(re.escape(name.replace("_", " ")) for name in longest_first)


PLACE = re.compile(
    rf"(?<![\w’'-])(?:(?:{_any(COUNTIES)}) County|{_any(TOWNS + MORE_TOWNS)}"
    rf"|(?<=\bin |\bof |\bat |\bto )(?:{_any(ALSO_WORDS)})"
    rf"|(?<=from |near )(?:{_any(ALSO_WORDS)})"
    rf"|(?!{OURS})Boston)(?![\w-])"
)
"""A town, a part of Boston, a county; not the names of our own hospital."""

HOSPITAL = re.compile(
    rf"(?<![\w-])(?!{OURS})(?:(?:{_any(HOSPITALS)})\b"
    r"(?:(?: [A-Z][\w’']+| and)* (?:Hospital|Center))?"
    r"|(?:(?!(?:The|This|That|Our|Her|His|In|At|A) )[A-Z][\w’'.-]+ (?:and )?){1,4}"
    r"(?:Hospital|Medical Center|Health Center|Rehabilitation|Nursing Home))(?![\w-])"
)
"""A hospital or home other than ours."""
