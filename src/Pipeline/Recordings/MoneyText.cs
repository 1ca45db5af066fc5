using System.Globalization;

namespace Longhand.Recordings;

/// <summary>Sums as people read them.</summary>
public static class MoneyText
{
    /// <summary><c>0.0024 USD</c>: cents, and where there are none of them two digits that say something.</summary>
    public static string Of(decimal amount, string currency) => string.Create(
        CultureInfo.InvariantCulture, $"{(amount is > 0 and < 0.1m ? $"{amount:0.####}" : $"{amount:0.00}")} {currency}");
}
