using System.Collections.Generic;
using System.Text;

namespace Partnero.Contracts.Generator.Linking;

/// <summary>Makes C# names from names in schemas.</summary>
internal static class Naming
{
    /// <summary>Members that every generated record has already.</summary>
    private static readonly HashSet<string> TakenMembers =
    [
        "AdditionalProperties", "EqualityContract", "Equals", "GetHashCode", "GetType", "MemberwiseClone", "Finalize",
        "PrintMembers", "Read", "ReferenceEquals", "ToString", "Value", "IsKnown",
    ];

    /// <summary><c>referral_link</c>, <c>partner.created</c> and <c>note-type</c> become <c>ReferralLink</c>, <c>PartnerCreated</c> and <c>NoteType</c>.</summary>
    public static string Pascal(string name)
    {
        var pascal = new StringBuilder();
        var upper = true;
        foreach (var c in name)
        {
            if (!char.IsLetterOrDigit(c))
            {
                upper = true;
                continue;
            }

            if (pascal.Length == 0 && char.IsDigit(c))
                pascal.Append('_');
            pascal.Append(upper ? char.ToUpperInvariant(c) : c);
            upper = false;
        }

        return pascal.Length == 0 ? "_" : pascal.ToString();
    }

    /// <summary>A member's name, which may be neither that of its type nor of a member that every record has.</summary>
    public static string Member(string name, string typeName)
    {
        var pascal = Pascal(name);
        return pascal == typeName || TakenMembers.Contains(pascal) ? pascal + "Property" : pascal;
    }
}
