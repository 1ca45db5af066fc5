namespace Longhand.Support.Faults;

/// <summary>How an error body is written.</summary>
public enum ErrorShape
{
    /// <summary>
    /// <c>{"error": {"code": "1302", "message": …}}</c>: the contract; in OpenAI's with <c>type</c> and <c>param</c>.
    /// </summary>
    Nested,

    /// <summary>The code as a number, as the service's schema says.</summary>
    NestedNumber,

    /// <summary><c>{"code": "1302", "message": …}</c>.</summary>
    Flat,

    /// <summary><c>{"code": 1302, "msg": …, "success": false}</c>: the service's older form.</summary>
    FlatNumber,

    /// <summary><c>{"detail": …}</c>: that of engines of one's own, which know no codes.</summary>
    Detail,

    /// <summary><c>{"detail": [{"loc": …, "msg": …, "type": …}]}</c>: theirs for a form they do not take.</summary>
    DetailList,
}
